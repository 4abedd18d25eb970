import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { mailedPath } from './mailbox.ts';

export const password = 'correct horse battery';

/** Makes an account with its tenant through the pages and the mailed link; ends signed in on the quickstart. Returns the address. */
export async function signUp(page: Page, tenantName = 'Analytical Engines'): Promise<string> {
  const email = `ada-${randomUUID()}@example.com`;
  await page.goto('/sign-up');
  await askForAccount(page, email, tenantName);
  await confirmAccount(page, email);
  return email;
}

/** Fills the form of the sign-up page. */
export async function askForAccount(page: Page, email: string, tenantName: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Team or project').fill(tenantName);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByText('is on its way')).toBeVisible();
}

/** Follows the mailed link and chooses the password. */
export async function confirmAccount(page: Page, email: string): Promise<void> {
  await page.goto(await mailedPath(page, email));
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL('**/quickstart');
}

/** Fills the form of the sign-in page. */
export async function signIn(page: Page, email: string, secret = password): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(secret);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
