import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';

export const password = 'correct horse battery';

/** Makes an account with its tenant through the pages; ends signed in on the quickstart. Returns the address. */
export async function signUp(page: Page, tenantName = 'Analytical Engines'): Promise<string> {
  const email = `ada-${randomUUID()}@example.com`;
  await page.goto('/sign-up');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByLabel('Team or project').fill(tenantName);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL('**/quickstart');
  return email;
}
