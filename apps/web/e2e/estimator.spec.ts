import type { Locator, Page } from '@playwright/test';
import { openApiCounter } from '../src/features/estimator/count/api-counter.ts';
import { check } from './accessibility.ts';
import { embed, makeKey } from './api-calls.ts';
import { textsByLanguage } from './estimator-texts.ts';
import { pdfOf } from './pdf-file.ts';
import { signUp } from './sign-up.ts';
import { expect, test } from './watched-test.ts';

test('a visitor estimates by figures, counts text, csv, jsonl and pdf, and shares it as a link', async ({
  page,
  browser,
  baseURL,
}) => {
  test.slow();
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') sent.push(`${request.method()} ${request.url()}`);
  });
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Estimator' }).click();
  const result = page.getByRole('region', { name: 'Estimate' });
  await expect(result).toBeVisible();
  expect(await scriptBytes(page), 'scripts before anything is counted').toBeLessThan(200_000);

  // Figures: 2 M documents of 1,000 tokens, 2 billion in all, at $0.02 a million.
  await page.getByLabel('Documents').fill('2M');
  await page.getByLabel('Average length').fill('1,000');
  await expect(result).toContainText('$40');
  await expect(result).toContainText('2,000,000,000 tokens · 2,000,000 vectors');
  await expect(result).toContainText('Costs less than the list price from 950 M tokens a month.');
  await page.getByLabel('Documents').fill('2.5 documents');
  await expect(page.getByText('A whole number from 0 to 1,000,000,000.')).toBeVisible();
  await page.getByLabel('Documents').fill('2M');
  await page.getByText('Refresh, query length, chunks').click();
  await page.getByLabel('Chunk, tokens').fill('500');
  await page.getByLabel('Overlap, tokens').fill('100');
  await expect(result).toContainText('2,400,000,000 tokens · 6,000,000 vectors');

  // The chart in words, and under the pointer.
  await page.getByText('The same as a table').click();
  const chart = page.getByRole('region', { name: 'Cost by volume' });
  await expect(chart.getByRole('row', { name: /950 M/ })).toContainText('$19 (equal)');
  await page.getByRole('img', { name: /Cost of a month/ }).hover();
  await expect(page.getByText(/tokens a month$/).last()).toBeVisible();

  // Another model, size of its index, the same job elsewhere.
  await page.getByLabel('Model', { exact: true }).selectOption('plugsky-embed-large');
  await expect(result).toContainText('$312');
  await expect(result).toContainText('Builder, $79 a month');
  await page.getByLabel('Stored as').selectOption('int8');
  await expect(page.getByText('18.4 GB of vectors and 768 MB of links')).toBeVisible();
  await expect(page.getByRole('row', { name: /OpenAI text-embedding-3-large/ })).toContainText('$277.68');

  // Text: counted as it is typed, kept out of the address.
  await page.getByRole('tab', { name: 'Count text or files' }).click();
  const vocabulary = page.waitForResponse(/\/tokenizer\.[\w-]+\.json$/);
  await page.getByLabel('Text', { exact: true }).fill('a dog\nun perro\n犬');
  // Loaded now and not before, small on the wire, and never again while it stays the same.
  expect((await vocabulary).headers()).toMatchObject({
    'content-encoding': 'gzip',
    'cache-control': expect.stringContaining('immutable'),
  });
  await expect(page.getByRole('status').filter({ hasText: 'in 1 document.' })).toBeVisible();
  await page.getByLabel('Each line is a document').click();
  await expect(page.getByRole('status').filter({ hasText: 'in 3 documents.' })).toBeVisible();
  expect(page.url()).not.toContain('perro');

  // Files: each says how many documents it adds.
  const file = page.getByLabel('Files to count');
  await file.setInputFiles({
    name: 'animals.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('id,title,body\n1,"Dog, the",barks\n2,Cat,"meows\nand ""purrs"""\n'),
  });
  await expect(page.getByRole('status').filter({ hasText: 'in 5 documents.' })).toBeVisible();
  const csv = page.getByRole('region', { name: 'animals.csv' });
  await expect(csv.getByRole('checkbox', { name: 'body' })).toBeChecked();
  const before = await tokensOf(page);
  await csv.getByRole('checkbox', { name: 'title' }).click();
  await expect.poll(() => tokensOf(page)).toBeGreaterThan(before);
  await file.setInputFiles({
    name: 'animals.jsonl',
    mimeType: 'application/jsonl',
    buffer: Buffer.from(
      '{"id":"1","meta":{"text":"one"},"tags":["a","b"]}\n\n{"id":"2","meta":{"text":"two"},"tags":[]}\n',
    ),
  });
  const jsonl = page.getByRole('region', { name: 'animals.jsonl' });
  await jsonl.getByRole('combobox').selectOption('meta.text');
  await expect(page.getByRole('status').filter({ hasText: 'in 7 documents.' })).toBeVisible();
  await file.setInputFiles({ name: 'page.pdf', mimeType: 'application/pdf', buffer: pdfOf('A page about dogs.') });
  await expect(page.getByRole('status').filter({ hasText: 'in 8 documents.' })).toBeVisible();
  await file.setInputFiles({ name: 'picture.png', mimeType: 'image/png', buffer: Buffer.from('x') });
  await expect(
    page.getByText('picture.png: only txt, md, csv, tsv, jsonl and pdf files can be counted.'),
  ).toBeVisible();
  await expect(page.getByText(/in your text as ours/)).toBeVisible();
  await check(page, 'estimator-files');
  expect(sent).toEqual([]);

  // The link restores the whole estimate, in the first HTML already.
  const shown = await result.textContent();
  const link = page.url();
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const visitor = await context.newPage();
  await visitor.goto(link);
  expect(await visitor.getByRole('region', { name: 'Estimate' }).textContent()).toBe(shown);
  await context.close();
  await page.goto(link);
  expect(await result.textContent()).toBe(shown);
  await expect(page.getByText('Counted by whoever sent this link.')).toBeVisible();
  const sums = new URL(link).searchParams.get('counted') ?? 'none';
  await page.getByLabel('Queries a month').fill('5');
  await expect(page).toHaveURL(new RegExp(`counted=${sums}&queries=5`));
});

test('the browser counts a thousand texts of 25 languages as the API bills them; a long count can be cancelled', async ({
  page,
}, info) => {
  test.slow();
  await signUp(page);
  const secret = await makeKey(page, 'estimator');
  await page.goto('/overview');
  await page.getByRole('link', { name: 'Estimator' }).click();
  await page.getByRole('tab', { name: 'Count text or files' }).click();
  const groups = textsByLanguage(40, 25);
  expect(new Set(groups.map(({ language }) => language)).size).toBe(25);
  // For models that the browser has no tokenizer for: the same counter by the API, here with one that both can count.
  const api = { apiUrl: info.config.metadata.apiUrl, model: 'plugsky-embed-v1', secret };
  for (let from = 0; from < groups.length; from += 5) {
    const some = groups.slice(from, from + 5);
    const texts = some.flatMap((group) => group.texts);
    const billed = await embed(api.apiUrl, secret, texts);
    expect(billed.status).toBe(200);
    await page.getByLabel('Files to count').setInputFiles(
      some.map((group) => ({
        name: `${group.language}.jsonl`,
        mimeType: 'application/jsonl',
        buffer: Buffer.from(group.texts.map((text) => JSON.stringify({ text })).join('\n')),
      })),
    );
    await expect(page.getByRole('status').filter({ hasText: 'in 200 documents.' })).toBeVisible();
    expect(await tokensOf(page), some.map(({ language }) => language).join()).toBe(billed.tokens);
    if (from === 0) {
      const counted = await openApiCounter(api, fetch).countParts(texts);
      expect(counted.reduce((sum, one) => sum + one, 0)).toBe(billed.tokens);
    }
    for (const { language } of some) await page.getByRole('button', { name: `Remove ${language}.jsonl` }).click();
    await expect(page.getByRole('status').filter({ hasText: 'documents' })).toHaveCount(0);
  }

  // 100 MB: the page stays free meanwhile, and the count can be called off.
  await page.evaluate(() => {
    const words = 'A dog and un perro meet 犬 in the park, and nobody minds. '.repeat(1_000);
    const file = new File(Array(1_700).fill(words), 'long.txt');
    const list = new DataTransfer();
    list.items.add(file);
    const zone = document.querySelector('input[type=file]')?.parentElement;
    zone?.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: list }));
  });
  await expect(page.getByRole('progressbar', { name: 'Counting' })).toBeVisible();
  await expect(page.getByText(/[1-9][\d,]* tokens so far/)).toBeVisible();
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/estimate-counting.png` });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled.')).toBeVisible();
});

/** Of the page opened anew, in bytes as they come: compressed. */
async function scriptBytes(page: Page): Promise<number> {
  await page.reload({ waitUntil: 'networkidle' });
  return page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  );
}

async function tokensOf(page: Page): Promise<number> {
  const text = await statusOf(page).textContent();
  return Number(/^([\d,]+) tokens/.exec(text ?? '')?.[1]?.replaceAll(',', '') ?? Number.NaN);
}

function statusOf(page: Page): Locator {
  return page.getByRole('status').filter({ hasText: /tokens in/ });
}
