import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { check } from './accessibility.ts';
import { embed, makeKey } from './api-calls.ts';
import { codeOf } from './authenticator.ts';
import { mailboxPath, mailedPath } from './mailbox.ts';
import { askForAccount, call, confirmAccount, password, signIn, signUp } from './sign-up.ts';
import { expect, test } from './watched-test.ts';

// What pages become after a click; as their address opens them, `routes.spec.ts` looks at all of them.
test.describe.configure({ mode: 'parallel', timeout: 180_000 });

test('signing up, a forgotten password and the letters keep WCAG 2.2 AA and fit 320 px at every step', async ({
  page,
}) => {
  const email = `ada-${randomUUID()}@example.com`;
  await page.goto('/sign-up');
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByText('Enter an e-mail address')).toBeVisible();
  await check(page, 'sign-up refused');
  await askForAccount(page, email, 'Engines');
  await check(page, 'sign-up sent');
  await page.goto(mailboxPath(email));
  await check(page, 'a letter');
  await page.goto(await mailedPath(page, email));
  await check(page, 'sign-up link');
  await confirmAccount(page, email);
  await page.context().clearCookies();
  await page.goto('/forgot-password');
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Mail me a link' }).click();
  await expect(page.getByText('is on its way')).toBeVisible();
  await check(page, 'forgot-password sent');
  await page.goto(await mailedPath(page, email));
  await check(page, 'reset link');
  await page.goto('/sign-in?notice=unconfirmed-here');
  await check(page, 'sign-in with a notice');
});

test('the dialogs of an account and the second step keep WCAG 2.2 AA and fit 320 px', async ({ page }) => {
  const email = await signUp(page);
  await page.goto('/settings');
  for (const name of ['Change password', 'Change e-mail']) {
    await page.getByRole('button', { name }).click();
    await check(page, name);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: 'Add authenticator' }).click();
  await page.getByRole('dialog').getByLabel('Current password').fill(password);
  await page.getByRole('dialog').getByRole('button', { name: 'Continue', exact: true }).click();
  const key = ((await page.getByTestId('authenticator-key').textContent()) ?? '').replaceAll(' ', '');
  await check(page, 'add authenticator');
  await page.getByLabel('Code', { exact: true }).fill(codeOf(key, 0));
  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByTestId('recovery-codes')).toBeVisible();
  await check(page, 'recovery codes');
  await page.getByRole('button', { name: 'I have stored them' }).click();
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await signIn(page, email);
  await expect(page.getByLabel('Code', { exact: true })).toBeVisible();
  await check(page, 'second step');
});

test('the quickstart in use and the dialogs of keys keep WCAG 2.2 AA and fit 320 px', async ({ page }) => {
  await signUp(page);
  await page.goto('/quickstart');
  await page.getByRole('button', { name: 'Make a key' }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('status', { name: 'Answer' })).toContainText('1,536');
  await check(page, 'quickstart in use');

  await page.goto('/keys');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Create key' }).click();
  await dialog.getByText('Models, limits and addresses').click();
  await check(page, 'create key');
  await dialog.getByLabel('Name').fill('Shown');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByTestId('new-key')).toBeVisible();
  await check(page, 'a new secret');
  await page.getByRole('button', { name: 'I have stored it' }).click();
  await page.getByRole('checkbox', { name: 'Select Shown' }).click();
  await check(page, 'keys with a selection');
  await page.getByRole('region', { name: 'Selected keys' }).getByRole('button', { name: 'Clear' }).click();
  await act(page, 'Edit');
  await check(page, 'edit key');
  await page.keyboard.press('Escape');
  await act(page, 'Rotate secret');
  await expect(dialog).toContainText('It was never used.');
  await check(page, 'rotate key');
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await page.getByRole('button', { name: 'I have stored it' }).click();
  await act(page, 'End old secret now');
  await check(page, 'end of grace');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await act(page, 'Revoke');
  await expect(page.getByRole('alertdialog')).toContainText('It was never used.');
  await check(page, 'revoke key');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByLabel('Search keys').fill('nothing has this name');
  await expect(page.getByText('No key matches')).toBeVisible();
  await check(page, 'no key matches');
});

test('team, invitation and deletion keep WCAG 2.2 AA and fit 320 px', async ({ page, browser, baseURL }, {
  config,
}) => {
  const tenant = 'A tenant with a rather long name';
  await signUp(page, tenant);
  await embed(config.metadata.apiUrl, await makeKey(page, 'Used'), ['dog']);
  await page.goto('/team');
  await page.getByRole('button', { name: 'Invite' }).click();
  await check(page, 'invite');
  await page.keyboard.press('Escape');
  const guest = `guest-${randomUUID()}@example.com`;
  await call(page, 'invitation.create', { email: guest, role: 'member' });
  await page.reload();
  await expect(page.getByRole('button', { name: `Revoke the invitation of ${guest}` })).toBeVisible();
  await check(page, 'team with an invitation');
  await page.getByRole('button', { name: 'Leave this tenant' }).click();
  await check(page, 'leave');
  await page.getByRole('button', { name: 'Cancel' }).click();
  const guestPage = await (await browser.newContext({ baseURL })).newPage();
  await guestPage.goto(await mailedPath(page, guest));
  await check(guestPage, 'invitation');
  await guestPage.context().close();
  await page.getByRole('button', { name: /^Tenant: / }).click();
  await page.getByRole('menuitem', { name: 'New tenant' }).click();
  await check(page, 'new tenant');
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Delete tenant' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('1 request came in the last hour.');
  await check(page, 'delete tenant');
  await dialog.getByRole('textbox').fill(tenant);
  await dialog.getByRole('button', { name: 'Delete tenant' }).click();
  await expect(page.getByRole('button', { name: 'Keep this tenant' })).toBeVisible();
  await check(page, 'about to be deleted');
});

test('the navigation of a small screen leads on and gives the page back, also when the screen widens meanwhile', async ({
  page,
}) => {
  await signUp(page);
  await page.setViewportSize({ width: 375, height: 812 });
  await page.goto('/keys');
  const open = page.getByRole('button', { name: 'Open navigation' });
  const sheet = page.getByRole('dialog', { name: 'Navigation' });
  await open.click();
  // It comes by a script of its own: without it, the next line's wide window would take the focus from the button before the sheet knew it.
  await expect(sheet).toBeVisible();
  await check(page, 'navigation of a small screen');
  // That looked at the page at other widths, too.
  await expect(sheet).toBeVisible();
  await page.setViewportSize({ width: 375, height: 812 });
  // The focus goes back to a button that is there again: its window has become narrow by now.
  await expect(page.getByLabel('Open navigation')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await expect(open).toBeFocused();
  await open.click();
  await sheet.getByRole('link', { name: 'Limits' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Limits' })).toBeVisible();
  await expect(sheet).toHaveCount(0);
});

async function act(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: 'Actions for Shown' }).click();
  await page.getByRole('menuitem', { name: action }).click();
}
