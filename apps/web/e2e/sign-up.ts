import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { mailedPath } from './mailbox.ts';

export const password = 'correct horse battery';

/** Makes an account with its tenant past the pages, by the mailed link; ends signed in, on no page. Returns the address. */
export async function signUp(page: Page, tenantName = 'Analytical Engines'): Promise<string> {
  const email = `ada-${randomUUID()}@example.com`;
  await call(page, 'account.signUp', { email, tenantName });
  const token = new URL(await mailedPath(page, email), 'http://any').searchParams.get('token');
  await call(page, 'account.confirmSignUp', { token, password });
  await openSession(page, email);
  return email;
}

/** Signs in past the pages. */
export async function openSession(page: Page, email: string, secret = password): Promise<void> {
  const { csrfToken } = await (await page.request.get('/api/auth/csrf')).json();
  const answer = await page.request.post('/api/auth/callback/credentials', {
    form: { csrfToken, email, password: secret, json: 'true' },
  });
  expect(answer.status()).toBe(200);
}

/** Calls a procedure as the page's browser would; fails unless it is done. */
export async function call(page: Page, procedure: string, input: object): Promise<unknown> {
  const { baseURL } = test.info().project.use;
  const answer = await page.request.post(`/api/trpc/${procedure}`, {
    headers: { origin: baseURL ?? '' },
    data: { json: input },
  });
  expect(answer.status(), `${procedure}: ${await answer.text()}`).toBe(200);
  return (await answer.json()).result.data.json;
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
