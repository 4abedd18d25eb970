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

test('on a small screen every page of the site is in its menu, which is gone on arrival', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 812 });
  await page.goto('/pricing');
  const menu = page.getByRole('button', { name: 'Menu' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Site' }).getByRole('link')).toHaveText([
    'Docs',
    'Estimator',
    'Pricing',
    'Sign in',
  ]);
  await page.getByRole('link', { name: 'Estimator' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page).toHaveURL('/estimator');
  await expect(page.locator('#site-menu')).toBeHidden();
});

test('the health address answers without a database', async ({ request }) => {
  const answer = await request.get('/api/health');
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toEqual({ status: 'ok' });
});
