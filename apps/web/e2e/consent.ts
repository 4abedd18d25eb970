import type { Page } from '@playwright/test';

type Person = { subject: string; email: string; name: string; verified: 'yes' | 'no' };

/** Somebody whom no service here knows yet. */
export function newPerson(): Person {
  const subject = crypto.randomUUID();
  return { subject, email: `grace-${subject}@example.com`, name: 'Grace', verified: 'yes' };
}

/** Goes to the service and says there who signs in. */
export async function decide(page: Page, service: string, { subject, email, name, verified }: Person): Promise<void> {
  await page.getByRole('button', { name: `Continue with ${service}` }).click();
  await page.getByLabel('Id').fill(subject);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Verified').fill(verified);
  await page.getByRole('button', { name: 'Allow' }).click();
}
