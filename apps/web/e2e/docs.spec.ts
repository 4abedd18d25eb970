import { docsPages } from '../src/features/docs/pages.ts';
import { check } from './accessibility.ts';
import { expect, test } from './watched-test.ts';

test('the keyboard alone finds an error code and opens its section', async ({ page }) => {
  await page.goto('/docs');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('credit_exhausted');
  await expect(page.getByRole('option').first()).toContainText('credit_exhausted');
  await check(page, 'search of the documentation');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/docs/errors#credit_exhausted');
  await expect(page.locator('#credit_exhausted')).toBeInViewport();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('search says when nothing is found, and Escape gives the page back', async ({ page }) => {
  await page.goto('/docs/limits');
  await page.getByRole('button', { name: 'Search the docs' }).click();
  await expect(page.getByRole('combobox')).toBeFocused();
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

test('the text is there before any script runs', async ({ browser, baseURL }) => {
  const still = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const plain = await still.newPage();
  await plain.goto('/docs/errors');
  await expect(plain.locator('#key_missing')).toHaveText(/key_missing/);
  await still.close();
});
