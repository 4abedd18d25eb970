import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { check } from './accessibility.ts';
import { embed, makeKey } from './api-calls.ts';
import { gridsky } from './operator-account.ts';
import { openSession, password } from './sign-up.ts';
import { expect, test } from './watched-test.ts';

test.describe.configure({ timeout: 240_000 });

const LARGE = 'plugsky-embed-large';

test('trial, used up, refused, paid at Stripe, served within a second; up, down, cancel; a card that fails', async ({
  page,
}, { config }) => {
  const { apiUrl, stripeUrl } = config.metadata as { apiUrl: string; stripeUrl: string };
  const secret = await openTrial(page, '0.00001');
  const texts = Array.from({ length: 40 }, (_, at) => `The quick brown fox number ${at} jumps over the lazy dog`);

  // 500 tokens of credit: one request, and not another.
  expect(await embed(apiUrl, secret, texts)).toMatchObject({ status: 200 });
  const refused = await fetch(`${apiUrl}/v1/embeddings`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'plugsky-embed-v1', input: texts }),
  });
  expect(refused.status).toBe(429);
  expect(refused.headers.get('x-should-retry')).toBe('false');
  expect((await refused.json()).error).toMatchObject({
    type: 'insufficient_quota',
    code: 'insufficient_quota',
    message: expect.stringMatching(/under Billing .*credit_exhausted$/),
  });

  await page.goto('/billing');
  await expect(page.getByText('Your plan', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Choose Starter' }).click();
  await page.getByRole('button', { name: 'Pay', exact: true }).waitFor();

  // The way back is held up, so that the webhook alone can make the difference.
  let letReturn = () => {};
  const returned = new Promise<void>((resolve) => {
    letReturn = resolve;
  });
  await page.route('**/billing?checkout=done', async (route) => {
    await returned;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Pay', exact: true }).click({ noWaitAfter: true });
  await expect(async () => {
    expect(await embed(apiUrl, secret, texts)).toMatchObject({ status: 200 });
  }).toPass({ timeout: 3_000, intervals: [50] });
  expect(await embed(apiUrl, secret, ['x'], LARGE)).toMatchObject({ status: 403 });
  letReturn();
  await expect(page.getByText('Paid. The Starter plan is in force')).toBeVisible();
  await expect(page.getByText(/Renews on \d{4}-\d\d-\d\d for \$19\./)).toBeVisible();
  await expect(page.getByRole('row', { name: /\$19/ })).toContainText('Paid');
  await check(page, 'Billing of a subscription');

  // Up: the dialog says what is charged, and that is what the invoice says.
  await page.getByRole('button', { name: 'Upgrade to Builder' }).click();
  const pay = page.getByRole('button', { name: /^Pay \$[\d.]+ and change$/ });
  const due = /\$[\d.]+/.exec((await pay.textContent()) ?? '')?.[0] ?? '';
  await check(page, 'Upgrade');
  await pay.click();
  await expect(page.getByText(/Renews on .* for \$79\./)).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: due })).toContainText('Paid');
  await expect(async () => {
    expect(await embed(apiUrl, secret, ['x'], LARGE)).toMatchObject({ status: 200 });
  }).toPass({ timeout: 1_000 });

  // Down: at the period's end, and it can be taken back.
  await page.getByRole('button', { name: 'Change to Starter' }).click();
  await expect(page.getByRole('dialog')).toContainText(`${LARGE} is not included`);
  await page.getByRole('button', { name: 'Change at the period’s end' }).click();
  await expect(page.getByText(/Becomes Starter on .* for \$19 a month\./)).toBeVisible();
  await page.getByRole('button', { name: 'Stay on this plan' }).click();
  await expect(page.getByText(/Renews on .* for \$79\./)).toBeVisible();

  // A renewal that fails: the frame says so on every page, and a good card and the open invoice mend it.
  await changeCard(page, 'Use a refused card');
  await fetch(`${stripeUrl}/clock?days=32`, { method: 'POST' });
  await expect(async () => {
    await page.goto('/billing');
    await expect(page.getByText('The last payment failed.')).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await check(page, 'Billing of a failed payment');
  await changeCard(page, 'Use a good card');
  await page.goto((await page.getByRole('link', { name: /^Pay invoice/ }).getAttribute('href')) ?? '');
  await page.getByRole('button', { name: 'Pay' }).click();
  await page.goto('/billing');
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(/Renews on/)).toBeVisible({ timeout: 5_000 });
  }).toPass();

  const cancel = page.getByRole('button', { name: 'Cancel at the period’s end' });
  await expect(async () => {
    // Right after a reload the button may be there before its script is.
    await page.getByRole('button', { name: 'Cancel subscription' }).click({ timeout: 5_000 });
    await expect(cancel).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await cancel.click();
  await expect(page.getByText('It is not renewed; requests stop then.')).toBeVisible();
  await page.getByRole('button', { name: 'Keep the subscription' }).click();
  await expect(page.getByText(/Renews on/)).toBeVisible();
});

/** A tenant with some dollars of credit and its owner, signed in: the secret of a key. */
async function openTrial(page: Page, credit: string): Promise<string> {
  const { id } = await gridsky(['tenant', 'create', '--name', 'Engines', '--plan', 'trial', '--credit', credit]);
  const email = `owner-${randomUUID()}@example.com`;
  await gridsky(['user', 'create', '--email', email, '--tenant', String(id), '--role', 'owner'], password);
  await openSession(page, email);
  await page.goto('/billing');
  return makeKey(page, 'CI');
}

async function changeCard(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: 'Card, address, tax id' }).click();
  await page.getByRole('button', { name: button }).click();
  await expect(page.getByText('The card is changed.')).toBeVisible();
  await page.getByRole('link', { name: 'Return' }).click();
  await page.waitForURL('**/billing');
}
