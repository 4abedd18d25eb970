import { openSession, signUp } from './sign-up.ts';
import { expect, test } from './watched-test.ts';

test('a tenant is renamed everywhere at once; another browser is signed out for good', async ({
  page,
  browser,
  baseURL,
}) => {
  const email = await signUp(page, 'Before');
  await page.goto('/settings');
  // Again until the form listens: a field may be filled before the page's script has arrived.
  await expect(async () => {
    await page.getByLabel('Tenant name').fill('After');
    await expect(page.getByRole('button', { name: 'Rename' })).toBeEnabled({ timeout: 500 });
  }).toPass();
  await page.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('banner')).toContainText('After');
  await page.reload();
  await expect(page.getByLabel('Tenant name')).toHaveValue('After');

  // This browser is marked and can't end itself here; the other one can be ended.
  await expect(page.getByRole('listitem').filter({ hasText: 'this browser' })).toHaveCount(1);
  await expect(page.getByRole('button', { name: /^End the session/ })).toHaveCount(0);
  const other = await browser.newContext({ baseURL });
  const otherPage = await other.newPage();
  await openSession(otherPage, email);

  await page.reload();
  await page.getByRole('button', { name: /^End the session/ }).click();
  await expect(page.getByRole('button', { name: /^End the session/ })).toHaveCount(0);
  await otherPage.goto('/settings');
  await expect(otherPage).toHaveURL(/\/sign-in/);
  await other.close();
});

test("the first admin's address is told to no other page or site", async ({ request }) => {
  const answer = await request.get('/claim-admin?token=0123456789012345678901234567890123456789012');
  expect(answer.headers()['referrer-policy']).toBe('no-referrer');
  expect(await answer.text()).toContain('This link can’t be used');
});
