import { expect, test } from './watched-test.ts';

test('the map of meaning is a picture with a word lit before any script runs', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  await page.goto('/');
  expect(await page.locator('svg.map circle').count()).toBeGreaterThan(300);
  await expect(page.locator('.map-name-word')).toHaveText('rain');
  await context.close();
});

test('the arrow keys light another word of the map and name its neighbours', async ({ page }) => {
  await page.goto('/');
  const map = page.getByRole('application', { name: /^Map of/ });
  await map.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.map-name-word')).not.toHaveText('rain');
  const lit = (await page.locator('.map-name-word').textContent()) ?? '';
  await expect(page.locator('[aria-live]').filter({ hasText: lit }).getByRole('listitem')).toHaveCount(6);
});

test('the health address answers without a database', async ({ request }) => {
  const answer = await request.get('/api/health');
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toEqual({ status: 'ok' });
});
