import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

const paths = [
  '/',
  '/pricing',
  '/sign-in',
  '/sign-up',
  '/sign-up/confirm',
  '/forgot-password',
  '/reset-password',
  '/confirm-email',
  '/claim-admin',
  '/no-such-page',
];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`public pages keep WCAG 2.2 AA in the ${colorScheme} theme`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ colorScheme, baseURL });
    const page = await context.newPage();
    for (const path of paths) {
      await page.goto(path);
      // The map is hidden from assistive technology (a list says the same) and too large to walk through each time.
      const { violations } = await new AxeBuilder({ page })
        .exclude('svg.map')
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze();
      expect(violations.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.html}`)).toEqual([]);
    }
    await context.close();
  });
}

test('public pages need no sideways scrolling at 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of paths) {
    await page.goto(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(320);
  }
});

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

test('no page can be framed by another site', async ({ request }) => {
  const headers = (await request.get('/')).headers();
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers['x-frame-options']).toBe('DENY');
  expect(headers['x-powered-by']).toBeUndefined();
});
