import { check } from './accessibility.ts';
import { signUp } from './sign-up.ts';
import { expect, test } from './watched-test.ts';

test('each tool runs real calls with a token that the page keeps to itself, and says what came out', async ({
  page,
  context,
}) => {
  test.slow();
  const secrets: string[] = [];
  page.on('request', (request) => {
    const sent = request.headers().authorization;
    if (request.url().endsWith('/v1/embeddings') && sent) secrets.push(sent.replace('Bearer ', ''));
  });
  await signUp(page);
  await page.goto('/playground');
  const panel = page.getByRole('tabpanel');
  const result = panel.getByRole('region', { name: 'Result' });
  const run = () => panel.getByRole('button', { name: 'Run', exact: true }).click();

  // Compare: the same sentence in three languages is nearest to itself.
  await run();
  await expect(result).toContainText('Nearest:');
  await expect(result.getByRole('row').nth(1).getByRole('cell').first()).toHaveText('1.00');
  await expect(result).toContainText(/1536 dimensions, \d+ tokens/);
  await check(page, 'compare');

  // Wrong input is told before anything is sent.
  const before = secrets.length;
  await panel.getByLabel('Texts', { exact: true }).fill('alone');
  await run();
  await expect(panel.getByText('Compare takes 2 to 12 lines; these are 1.')).toBeVisible();
  expect(secrets.length).toBe(before);

  // Search: the nearest document comes first.
  await page.getByRole('tab', { name: 'Search' }).click();
  await run();
  await expect(result.getByRole('listitem').first()).toContainText('Refunds reach your card');
  await check(page, 'search');

  // Map: clusters in words and marks, their number chosen by hand.
  await page.getByRole('tab', { name: 'Map and clusters' }).click();
  await run();
  await expect(result.getByRole('img', { name: /A map of 20 texts/ })).toBeVisible();
  await result.getByRole('combobox', { name: 'Clusters' }).click();
  await page.getByRole('option', { name: '4', exact: true }).click();
  await expect(result.getByText(/^Cluster 4, /)).toBeVisible();
  await result.getByRole('button', { name: 'Zoom in' }).click();
  await expect(result.getByRole('button', { name: 'Whole map' })).toBeEnabled();
  await check(page, 'map');

  // Near-duplicates: the slider regroups without another call.
  await page.getByRole('tab', { name: 'Near-duplicates' }).click();
  await run();
  await expect(result).toContainText('keeping one of each would leave');
  const calls = secrets.length;
  await result.getByRole('slider').fill('1');
  await expect(result).toContainText('No two of the 7 texts are that near.');
  expect(secrets.length).toBe(calls);
  await check(page, 'duplicates');

  // Classes, with a second model beside.
  await page.getByRole('tab', { name: 'Classes' }).click();
  await panel.getByRole('combobox', { name: 'Beside it' }).click();
  await page.getByRole('option').nth(1).click();
  await run();
  await expect(result.getByRole('table')).toHaveCount(2);
  await expect(result.getByRole('row', { name: /My card was charged twice/ }).first()).toContainText(
    'payment: card, money, refund',
  );
  await expect(page).toHaveURL(/tool=classes.*beside=/);
  await check(page, 'classes');

  // The same as code, with a place for the reader's own key.
  await panel.getByText('The same as code').click();
  await expect(panel.getByRole('region', { name: 'The same as code: Python' })).toContainText('api_key="YOUR_API_KEY"');

  // One token for all of it, kept in memory alone, and not among the keys.
  expect(new Set(secrets).size).toBe(1);
  const [secret = 'none'] = secrets;
  const kept = await page.evaluate(() =>
    [location.href, JSON.stringify({ ...localStorage, ...sessionStorage })].join(),
  );
  expect(kept).not.toContain(secret);
  expect(JSON.stringify(await context.cookies())).not.toContain(secret);
  expect(await page.content()).not.toContain(secret);
  await page.goto('/keys');
  await expect(page.getByText('Playground', { exact: true })).toHaveCount(1);
  await page.goto('/usage');
  await expect(page.getByText('plugsky-embed-v1').first()).toBeVisible();
});
