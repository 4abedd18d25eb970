import { randomUUID } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import { mailedPath } from './mailbox.ts';
import { password, signUp } from './sign-up.ts';
import { expect, test } from './watched-test.ts';

test('somebody new is invited by mail, makes an account with the letter, is given a role, and is removed', async ({
  page,
  browser,
  baseURL,
}) => {
  const owner = await signUp(page, 'Engines');
  const guest = `guest-${randomUUID()}@example.com`;
  await page.goto('/team');
  await expect(page.getByText('1 of 2 places of the Trial plan taken')).toBeVisible();
  await invite(page, guest);
  await expect(page.getByText('2 of 2 places of the Trial plan taken, 1 of them by open invitations')).toBeVisible();
  await invite(page, `other-${guest}`);
  await expect(page.getByRole('dialog')).toContainText('The Trial plan includes 2 members and all places are taken');
  await page.keyboard.press('Escape');

  const guestPage = await freshPage(browser, baseURL);
  await guestPage.goto(await mailedPath(page, guest));
  await expect(guestPage.getByRole('heading', { name: 'Join Engines' })).toBeVisible();
  await expect(guestPage.getByText(`${owner} invites ${guest}, with the role member.`)).toBeVisible();
  await guestPage.getByLabel('Choose a password').fill(password);
  await guestPage.getByRole('button', { name: 'Create account and join' }).click();
  await guestPage.waitForURL('**/overview');
  await expect(guestPage.getByRole('banner')).toContainText('Engines');
  // A member sees the team and changes nothing of it.
  await guestPage.goto('/team');
  await expect(guestPage.getByRole('listitem').filter({ hasText: owner })).toContainText('owner');
  await expect(guestPage.getByRole('button', { name: 'Invite' })).toHaveCount(0);

  await page.reload();
  await page.getByLabel(`Role of ${guest}`).click();
  await page.getByRole('option', { name: 'viewer' }).click();
  await expect(async () => {
    await guestPage.goto('/keys');
    await expect(guestPage.getByText('Your role (viewer) may see keys but not change them.')).toBeVisible({
      timeout: 1_000,
    });
  }).toPass();

  await page.getByRole('button', { name: 'Leave this tenant' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('this is its only one');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: `Remove ${guest}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('1 of 2 places of the Trial plan taken')).toBeVisible();
  await guestPage.goto('/keys');
  await expect(guestPage.getByText('You belong to no tenant')).toBeVisible();
  await guestPage.context().close();
});

test('somebody with an account accepts while signed in, another address can not, and a letter taken back is dead', async ({
  page,
  browser,
  baseURL,
}) => {
  await signUp(page, 'Engines');
  const guestPage = await freshPage(browser, baseURL);
  const guest = await signUp(guestPage, 'Own place');
  await page.goto('/team');
  await invite(page, guest);
  await expect(page.getByText(`${guest} is invited`)).toBeVisible();
  const link = await mailedPath(page, guest);
  await page.goto(link);
  await expect(page.getByText(`The invitation is for ${guest}`)).toBeVisible();
  await page.goto('/team');
  await page.getByRole('button', { name: `Revoke the invitation of ${guest}` }).click();
  await expect(page.getByText('1 of 2 places')).toBeVisible();
  await guestPage.goto(link);
  await expect(guestPage.getByRole('heading', { name: 'This invitation can’t be used' })).toBeVisible();

  await invite(page, guest);
  await expect(page.getByRole('button', { name: `Revoke the invitation of ${guest}` })).toBeVisible();
  await guestPage.goto(await mailedPath(page, guest));
  await guestPage.getByRole('button', { name: 'Join Engines' }).click();
  await guestPage.waitForURL('**/overview');
  await expect(guestPage.getByRole('banner')).toContainText('Engines');
  // Two tenants now: the switcher leads back to the other.
  await guestPage.getByRole('button', { name: /^Tenant: Engines/ }).click();
  await guestPage.getByRole('menuitem', { name: 'Own place' }).click();
  await expect(guestPage.getByRole('banner')).toContainText('Own place');
  await guestPage.context().close();
});

test('a tenant is made, deleted after its name was typed, and kept again; its keys follow at once', async ({ page }, {
  config,
}) => {
  await signUp(page, 'First');
  const secret = await makeKey(page);
  expect(await status(config.metadata.apiUrl, secret)).toBe(200);
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Delete tenant' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('1 request came in the last hour.');
  await dialog.getByRole('textbox').fill('Frist');
  await dialog.getByRole('button', { name: 'Delete tenant' }).click();
  await expect(dialog).toContainText('That is not the name of this tenant.');
  await dialog.getByRole('textbox').fill('First');
  await dialog.getByRole('button', { name: 'Delete tenant' }).click();
  await expect(page.getByText('Its keys are refused already.')).toBeVisible();
  await expect(async () => expect(await status(config.metadata.apiUrl, secret)).toBe(403)).toPass({ timeout: 1_500 });
  await page.getByRole('button', { name: 'Keep this tenant' }).click();
  await expect(page.getByText('Its keys are refused already.')).toBeHidden();
  await expect(async () => expect(await status(config.metadata.apiUrl, secret)).toBe(200)).toPass({ timeout: 1_500 });

  await page.getByRole('button', { name: /^Tenant: First/ }).click();
  await page.getByRole('menuitem', { name: 'New tenant' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Second');
  await page.getByRole('dialog').getByRole('button', { name: 'Create tenant' }).click();
  await expect(page.getByRole('banner')).toContainText('Second');
  await page.goto('/keys');
  await expect(page.getByText('No keys yet')).toBeVisible();
});

async function invite(page: Page, email: string): Promise<void> {
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('dialog').getByLabel('E-mail').fill(email);
  await page.getByRole('dialog').getByRole('button', { name: 'Send invitation' }).click();
}

async function freshPage(browser: Browser, baseURL: string | undefined): Promise<Page> {
  return (await browser.newContext({ baseURL })).newPage();
}

async function makeKey(page: Page): Promise<string> {
  await page.goto('/keys');
  await page.getByRole('button', { name: 'Create key' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('K');
  await page.getByRole('dialog').getByRole('button', { name: 'Create key' }).click();
  const secret = (await page.getByTestId('new-key').textContent()) ?? '';
  await page.getByRole('button', { name: 'I have stored it' }).click();
  return secret;
}

async function status(apiUrl: string, secret: string): Promise<number> {
  const answer = await fetch(`${apiUrl}/v1/embeddings`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'plugsky-embed-v1', input: 'dog' }),
  });
  await answer.arrayBuffer();
  return answer.status;
}
