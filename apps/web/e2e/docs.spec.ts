import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { docsPages, docsPath } from '../src/features/docs/pages.ts';

const paths = docsPages.map(docsPath);

// Colours differ by theme and layouts by width: one of each pair shows both.
for (const { colorScheme, width } of [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 375 },
] as const) {
  test(`every page of the documentation keeps WCAG 2.2 AA, ${colorScheme}, ${width} px`, async ({
    browser,
    baseURL,
  }, info) => {
    test.setTimeout(300_000);
    const context = await browser.newContext({ colorScheme, baseURL, viewport: { width, height: 900 } });
    const page = await context.newPage();
    for (const path of paths) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(width);
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze();
      expect(violations.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.html}`)).toEqual([]);
      const name = `docs-${path.split('/').at(-1)}-${colorScheme}-${width}.png`;
      await page.screenshot({ path: info.outputPath(name) });
    }
    await context.close();
  });
}

test('pages need no sideways scrolling at 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of paths) {
    await page.goto(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(320);
  }
});

test('the keyboard alone finds an error code and opens its section', async ({ page }, info) => {
  await page.goto('/docs');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('credit_exhausted');
  await expect(page.getByRole('option').first()).toContainText('credit_exhausted');
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  await page.screenshot({ path: info.outputPath('docs-search.png') });
  await page.keyboard.press('Enter');
  await page.waitForURL('**/docs/errors#credit_exhausted');
  await expect(page.locator('#credit_exhausted')).toBeInViewport();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('search says when nothing is found, and Escape gives the page back', async ({ page }) => {
  await page.goto('/docs/limits');
  await page.getByRole('button', { name: 'Search the docs' }).click();
  await page.keyboard.type('xyzzy');
  await expect(page.getByText('No section has all of these words.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('every page is there as plain Markdown, and llms.txt lists them all', async ({ request, baseURL }) => {
  const list = await request.get('/llms.txt');
  expect(list.headers()['content-type']).toContain('text/plain');
  const addresses = [...(await list.text()).matchAll(/\]\((\S+)\)/g)].map((match) => match[1] ?? '');
  expect(addresses).toEqual(docsPages.map(({ slug }) => `${baseURL}/docs/${slug}.md`));
  for (const address of addresses) {
    const answer = await request.get(address);
    expect(answer.status(), address).toBe(200);
    expect(answer.headers()['content-type']).toContain('text/markdown');
    expect(await answer.text()).toMatch(/^# \w/);
  }
  expect((await request.get('/docs/no-such-page.md')).status()).toBe(404);
});

test('examples carry the address of this installation and are copied as shown', async ({ page, context }, info) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/docs');
  const { apiUrl } = info.config.metadata;
  await expect(page.getByLabel('Example, bash').first()).toContainText(`curl ${apiUrl}/v1/embeddings`);
  await page.getByRole('button', { name: 'Copy this example' }).first().click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`curl ${apiUrl}/v1/embeddings`);
});

test('the start, the header and the footer lead to the documentation; pages lead on to the next', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Read the docs' }).click();
  await page.waitForURL('**/docs');
  await expect(page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Docs' })).toBeVisible();
  await page.getByRole('navigation', { name: 'Before and after' }).getByRole('link', { name: 'Concepts' }).click();
  await page.waitForURL('**/docs/concepts');
  await expect(page.getByRole('heading', { level: 1, name: 'Concepts' })).toBeVisible();
});

test('scripts of a page stay below 350 kB gzip, and the text is there before any runs', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  const sizes: number[] = [];
  page.on('requestfinished', async (request) => {
    if (request.resourceType() === 'script') sizes.push((await request.sizes()).responseBodySize);
  });
  await page.goto('/docs/errors', { waitUntil: 'networkidle' });
  await expect.poll(() => sizes.length).toBeGreaterThan(3);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(total).toBeLessThan(350_000);
  await context.close();

  const still = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const plain = await still.newPage();
  await plain.goto('/docs/errors');
  await expect(plain.locator('#key_missing')).toHaveText(/key_missing/);
  await still.close();
});
