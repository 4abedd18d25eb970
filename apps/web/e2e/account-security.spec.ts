import type { Page } from '@playwright/test';
import { codeOf } from './authenticator.ts';
import { decide, newPerson } from './consent.ts';
import { mailboxPath, mailedPath } from './mailbox.ts';
import { openSession, password, signIn, signUp } from './sign-up.ts';
import { expect, test } from './watched-test.ts';

const newPassword = 'another evening sky';

test('a new password signs out other browsers and gives this one a new session', async ({ page, browser, baseURL }) => {
  const email = await signUp(page);
  const other = await otherBrowser();
  const stolen = await cookiesOf(page);
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Change password' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Current password')).toBeFocused();
  await dialog.getByLabel('Current password').fill('not the password');
  await dialog.getByLabel('New password').fill(newPassword);
  await dialog.getByRole('button', { name: 'Change password' }).click();
  await expect(dialog.getByText('This is not your password.')).toBeVisible();
  await dialog.getByLabel('Current password').fill(password);
  await dialog.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Password changed')).toBeVisible();

  // This browser goes on, with another cookie; the one from before is worth nothing, wherever it is.
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  expect(await cookiesOf(page)).not.toBe(stolen);
  const replay = await page.request.fetch(`${baseURL}/overview`, { headers: { cookie: stolen }, maxRedirects: 0 });
  expect(replay.status()).toBe(307);
  await other.goto('/overview');
  await expect(other).toHaveURL(/\/sign-in/);
  await signIn(other, email, newPassword);
  await expect(other).toHaveURL('/overview');
  await other.context().close();

  async function otherBrowser(): Promise<Page> {
    const context = await browser.newContext({ baseURL });
    const opened = await context.newPage();
    await openSession(opened, email);
    return opened;
  }
});

test('all other sessions end at once', async ({ page, browser, baseURL }) => {
  const email = await signUp(page);
  const contexts = await Promise.all([1, 2].map(() => browser.newContext({ baseURL })));
  const others = await Promise.all(contexts.map((context) => context.newPage()));
  for (const other of others) await openSession(other, email);
  await page.goto('/settings');
  await page.getByRole('button', { name: 'End all others' }).click();
  await expect(page.getByRole('button', { name: /^End the session/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'End all others' })).toHaveCount(0);
  for (const other of others) {
    await other.goto('/overview');
    await expect(other).toHaveURL(/\/sign-in/);
  }
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  for (const context of contexts) await context.close();
});

test('the address changes when the link at the new one is opened; the old one is told', async ({ page }) => {
  const email = await signUp(page);
  const next = `new-${email}`;
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Change e-mail' }).click();
  await page.getByRole('dialog').getByLabel('New e-mail').fill(next);
  await page.getByRole('dialog').getByLabel('Current password').fill(password);
  await page.getByRole('dialog').getByRole('button', { name: 'Mail me a link' }).click();
  await expect(page.getByText('Letter on its way')).toBeVisible();
  const opened = await page.goto(await mailedPath(page, next));
  expect(opened?.headers()['referrer-policy']).toBe('no-referrer');
  await page.getByRole('button', { name: 'Use this address' }).click();
  await expect(page.getByText('From now on you sign in with')).toBeVisible();
  await page.goto(mailboxPath(email));
  await expect(page.getByText(`moved from this address to ${next}`)).toBeVisible();
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await signIn(page, next);
  await expect(page).toHaveURL('/overview');
});

test('a session cookie that was there before signing in does not become the signed-in one', async ({ page }) => {
  const email = await signUp(page);
  const before = await cookiesOf(page);
  await page.goto('/sign-in');
  await page.context().clearCookies();
  const [name, value] = before.split('=', 2);
  await page.context().addCookies([{ name: name ?? '', value: `${value}x`, url: page.url() }]);
  await page.goto('/sign-in');
  await signIn(page, email);
  await expect(page).toHaveURL('/overview');
  const after = await cookiesOf(page);
  expect(after).not.toContain(value);
  expect(after).not.toBe(before);
});

/** The session cookie as a header would carry it. */
async function cookiesOf(page: Page): Promise<string> {
  const session = (await page.context().cookies()).find(({ name }) => name.endsWith('session-token'));
  return `${session?.name}=${session?.value}`;
}

test('an authenticator is added, asked for at sign-in, stood in for by a recovery code, and removed', async ({
  page,
}) => {
  const email = await signUp(page);
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Add authenticator' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Current password').fill(password);
  await dialog.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(dialog.getByRole('img', { name: /^QR code/ })).toBeVisible();
  const key = ((await dialog.getByTestId('authenticator-key').textContent()) ?? '').replaceAll(' ', '');
  await dialog.getByLabel('Code', { exact: true }).fill('000000');
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  await expect(dialog.getByText('This code is not right.')).toBeVisible();
  await dialog.getByLabel('Code', { exact: true }).fill(codeOf(key, -1));
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  const shown = page.getByTestId('recovery-codes').getByRole('listitem');
  await expect(shown).toHaveCount(10);
  const codes = await shown.allTextContents();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('recovery-codes')).toBeVisible();
  await page.getByRole('button', { name: 'I have stored them' }).click();
  await expect(page.getByText('of 10 recovery codes are left')).toBeVisible();

  await page.context().clearCookies();
  await page.goto('/sign-in');
  await signIn(page, email);
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('This code is not right')).toBeVisible();
  await page.goto('/overview');
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn(page, email);
  await page.getByLabel('Code', { exact: true }).fill(codeOf(key, 1));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL('/overview');

  await page.context().clearCookies();
  await page.goto('/sign-in');
  await signIn(page, email);
  await page.getByLabel('Code', { exact: true }).fill(codes[0] ?? '');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL('/overview');

  await page.goto('/settings');
  await expect(page.getByText('9 of 10 recovery codes are left')).toBeVisible();
  await page.getByRole('button', { name: 'Remove authenticator' }).click();
  await page.getByRole('dialog').getByLabel('Current password').fill(password);
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Off: the password alone signs in.')).toBeVisible();
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await signIn(page, email);
  await expect(page).toHaveURL('/overview');
});

test('an address that a browser claims is not taken for its own', async ({ page, context }) => {
  await context.setExtraHTTPHeaders({ 'x-forwarded-for': '203.0.113.66' });
  await signUp(page);
  await page.goto('/settings');
  await expect(page.getByRole('listitem').filter({ hasText: 'this browser' })).toBeVisible();
  await expect(page.getByText('203.0.113.66')).toHaveCount(0);
});

test('an account with a second step is not entered past it by another service', async ({ page, context }) => {
  const email = await signUp(page);
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Add authenticator' }).click();
  await page.getByRole('dialog').getByLabel('Current password').fill(password);
  await page.getByRole('dialog').getByRole('button', { name: 'Continue', exact: true }).click();
  const key = ((await page.getByTestId('authenticator-key').textContent()) ?? '').replaceAll(' ', '');
  await page.getByLabel('Code', { exact: true }).fill(codeOf(key, 0));
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByRole('button', { name: 'I have stored them' }).click();
  await context.clearCookies();
  await page.goto('/sign-in');
  await decide(page, 'GitHub', { ...newPerson(), email });
  await expect(page.getByText('Your account asks for a second step.')).toBeVisible();
  await page.goto('/overview');
  await expect(page).toHaveURL(/\/sign-in/);
});
