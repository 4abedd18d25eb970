import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { check } from './accessibility.ts';
import { embed, makeKey } from './api-calls.ts';
import { gridsky } from './operator-account.ts';
import { password, signIn } from './sign-up.ts';
import { expect, test } from './watched-test.ts';

/** Three tokens of v1 at list price. */
const TEXT = ['one two three'];
/** Pays for ten of them. */
const CREDIT = '0.0000006';

test('a trial at 80 %, used up and blocked; a budget set and felt; the statement of the month, printed', async ({
  page,
}, { config }) => {
  const { apiUrl } = config.metadata;
  const tenant = await gridsky(['tenant', 'create', '--name', 'Grid Ltd', '--plan', 'trial', '--credit', CREDIT]);
  const email = `grace-${randomUUID()}@example.com`;
  const member = ['--tenant', String(tenant.id), '--role', 'owner'];
  await gridsky(['user', 'create', '--email', email, ...member], password);
  await page.goto('/sign-in');
  await signIn(page, email);
  await page.waitForURL('**/overview');
  const secret = await makeKey(page, 'Crawler');
  const ask = async () => (await embed(apiUrl, secret, TEXT)).status;

  for (let count = 0; count < 8; count++) expect(await ask()).toBe(200);
  await page.goto('/overview');
  const banner = page.getByRole('status').filter({ hasText: 'trial credit' });
  await expect(banner).toContainText('80 % of the trial credit is used: $0.00000012 of $0.0000006 is left.');
  await expect(banner.getByRole('link', { name: 'Choose a plan' })).toHaveAttribute('href', '/billing');
  await shoot(page, 'banner-80');

  expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429]);
  // Without a reload.
  await expect(banner).toContainText('The trial credit is used up: $0.00 of $0.0000006 is left.', { timeout: 20_000 });
  await page.goto('/usage/requests');
  await expect(page.getByRole('row').filter({ hasText: 'credit_exhausted' })).toHaveCount(1);
  const refused = await page.request.post(`${apiUrl}/v1/embeddings`, {
    headers: { authorization: `Bearer ${secret}` },
    data: { model: 'plugsky-embed-v1', input: TEXT },
  });
  expect(refused.headers()).toMatchObject({ 'x-should-retry': 'false' });
  expect((await refused.json()).error).toMatchObject({
    code: 'insufficient_quota',
    message: expect.stringMatching(
      /^This request costs \$0\.00000006 and no credit is left\. Choose a plan .* See .*#credit_exhausted$/,
    ),
  });

  await gridsky(['tenant', 'set-plan', '--id', String(tenant.id), '--plan', 'starter']);
  await expect.poll(ask).toBe(200);
  await page.goto('/keys');
  await page.getByRole('button', { name: 'Actions for Crawler' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await page.getByLabel('Monthly budget, $').fill('0.00000072');
  await page.getByLabel('Tell us at, $').fill('0.9');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Be told at the budget or below it.')).toBeVisible();
  await page.getByLabel('Tell us at, $').fill('0.0000007');
  await shoot(page, 'key-dialog');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  // The month has come to eleven; twelve are the budget.
  expect([await ask(), await ask()]).toEqual([200, 429]);
  await page.goto('/limits');
  await expect(page.getByText('Refuses requests')).toBeVisible();
  await expect(page.getByRole('meter', { name: /Crawler/ }).last()).toHaveAttribute(
    'aria-valuetext',
    '$0.00000072 of $0.00000072',
  );
  await page.getByLabel('Address').fill('https://10.0.0.1/hook');
  await page.getByRole('button', { name: 'Set webhook' }).click();
  await expect(page.getByText('This address lies in a private network')).toBeVisible();
  await page.getByLabel('Address').fill('https://hooks.example.com/gridsky');
  await page.getByRole('button', { name: 'Set webhook' }).click();
  await expect(page.getByText(/^whsec_/)).toBeVisible();
  await shoot(page, 'webhook-secret');
  await page.getByRole('button', { name: 'I have stored it' }).click();
  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(page.getByText('webhook.test')).toBeVisible();
  await check(page, '/limits with budgets');
  await page.getByRole('button', { name: 'Change the budget of Crawler' }).click();
  await check(page, 'budget dialog');
  await page.getByRole('button', { name: 'Take off' }).click();
  await expect(page.getByText('No key has a monthly budget')).toBeVisible();
  await expect.poll(ask).toBe(200);

  await page.goto('/usage/statements');
  const total = page.getByRole('table', { name: 'By model' }).getByRole('row').last();
  // 16 were asked, of which 13 were served; the credit paid for ten.
  await expect(total).toHaveText(/^Total\s*16\s*39\s*\$0\.00000078\s*\$0\.0000006$/);
  await check(page, 'statement');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  expect((await downloading).suggestedFilename()).toMatch(/^gridsky-statement-\d{4}-\d\d\.csv$/);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByRole('navigation', { name: 'Dashboard' })).toBeHidden();
  expect((await page.pdf({ format: 'A4', path: pictures && `${pictures}/statement.pdf` })).length).toBeGreaterThan(
    10_000,
  );
  await shoot(page, 'statement-print');
});

const pictures = process.env.SHOTS;

async function shoot(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
}
