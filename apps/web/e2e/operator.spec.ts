import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { check } from './accessibility.ts';
import { embed, makeKey } from './api-calls.ts';
import { signInOperator } from './operator-account.ts';
import { signUp } from './sign-up.ts';
import { expect, test } from './watched-test.ts';

test('the operator changes a plan, a tenant’s limits and credit, and suspends it; the tenant feels each at once and its audit log tells it', async ({
  page,
  browser,
  baseURL,
}, { config }) => {
  test.slow();
  const { apiUrl } = config.metadata;
  const customer = await (await browser.newContext({ baseURL })).newPage();
  const customerEmail = await signUp(customer, 'Analytical Engines');
  const secret = await makeKey(customer, '=cmd|calc');

  // To everybody else the area is not there: the same page as at any wrong address, signed in or not.
  const nowhere = await notFoundText(customer, '/no-such-page');
  for (const path of [
    '/operator',
    '/operator/tenants',
    '/operator/plans',
    '/operator/models',
    '/operator/system',
    '/operator/audit',
  ])
    expect(await notFoundText(customer, path)).toBe(nowhere);
  expect(await notFoundText(page, '/operator/tenants')).toBe(nowhere);
  await customer.goto('/overview');
  await expect(customer.getByRole('navigation', { name: 'Operator' })).toHaveCount(0);

  const operatorEmail = await signInOperator(page);
  await page.getByRole('navigation', { name: 'Operator' }).getByRole('link', { name: 'Plans' }).click();
  await page.getByRole('button', { name: 'Edit Trial' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Requests a minute, each key').fill('130');
  await dialog.getByRole('button', { name: 'Save plan' }).click();
  await expect(dialog).toContainText('130 is more than 120, what one user may send a minute with all their keys.');
  await check(page, 'plan-edit');
  await dialog.getByLabel('Requests a minute, each key').fill('59');
  await dialog.getByRole('button', { name: 'Save plan' }).click();
  await expect(dialog).toHaveCount(0);
  await felt(async () => expect(await keyLimit(apiUrl, secret)).toBe('59'));
  await expect(page.getByRole('row', { name: /Requests a minute, each key/ })).toContainText('59');
  await check(page, 'plans');

  await page.getByRole('link', { name: 'Tenants', exact: true }).click();
  await page.getByRole('searchbox').fill(customerEmail);
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 tenant, all that fit.')).toBeVisible();
  await check(page, 'tenants');
  await page.getByRole('link', { name: 'Analytical Engines' }).click();
  await page.getByLabel('Requests a minute, each key').fill('7');
  await page.getByRole('button', { name: 'Save limits' }).click();
  await felt(async () => expect(await keyLimit(apiUrl, secret)).toBe('7'));

  await page.getByRole('button', { name: 'Grant credit' }).click();
  await dialog.getByLabel('Dollars').fill('2.50');
  await dialog.getByRole('button', { name: 'Grant credit' }).click();
  await expect(dialog).toContainText('Say why');
  await dialog.getByLabel('Reason').fill('Outage of 3 March');
  await dialog.getByRole('button', { name: 'Grant credit' }).click();
  await expect(page.getByText('$7.50 given')).toBeVisible();

  await page.getByRole('combobox', { name: 'On plan' }).click();
  await page.getByRole('option', { name: 'Scale' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('300 → 10,000');
  await page.getByRole('button', { name: 'Move to Scale' }).click();
  await expect(page.getByText('The limits hold within a second.')).toBeVisible();

  await page.getByRole('button', { name: 'Suspend' }).click();
  await expect(dialog).toContainText('Its key gets 403 within a second.');
  await dialog.getByRole('textbox').fill('Engines');
  await dialog.getByRole('button', { name: 'Suspend' }).click();
  await expect(dialog).toContainText('That is not the name of this tenant.');
  await dialog.getByRole('textbox').fill('Analytical Engines');
  await dialog.getByRole('button', { name: 'Suspend' }).click();
  await expect(page.getByRole('button', { name: 'Let it work again' })).toBeVisible();
  await felt(async () => expect((await embed(apiUrl, secret, ['dog'])).status).toBe(403));
  await check(page, 'tenant');

  // Its members look at everything and change nothing.
  await customer.goto('/keys');
  await expect(customer.getByText('The operator has suspended this tenant.')).toBeVisible();
  const refused = await customer.request.post('/api/trpc/key.create', {
    headers: { origin: new URL(customer.url()).origin },
    data: { json: { name: 'Another' } },
  });
  expect(refused.status()).toBe(403);

  // The tenant learns what was done, not by whom.
  await customer.goto('/audit');
  const suspension = customer.getByRole('row').filter({ hasText: 'tenant.suspend' });
  await expect(suspension).toContainText('Operator');
  await customer.getByRole('button', { name: /^Details of tenant\.override_limits/ }).click();
  const details = customer.getByRole('dialog', { name: 'Change' });
  await expect(details.getByRole('row').filter({ hasText: 'Requests per minute key max' })).toContainText('7');
  await check(customer, 'audit-detail');
  await customer.keyboard.press('Escape');
  await customer.getByRole('combobox', { name: 'Action' }).click();
  await customer.getByRole('option', { name: 'key.create' }).click();
  await expect(customer).toHaveURL('/audit?action=key.create');
  await expect(customer.getByText('1 change, all that fit.')).toBeVisible();
  const saved = customer.waitForEvent('download');
  await customer.getByRole('button', { name: 'Download CSV' }).click();
  const lines = (await readFile(await (await saved).path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(`,${customerEmail},key.create,key,`);
  expect(lines[1]).toContain(",'=cmd|calc,");
  await customer.goto('/audit?range=all');
  await expect(customer.getByText('all that fit.')).toBeVisible();
  expect(await customer.locator('main').textContent()).not.toContain(operatorEmail);
  await customer.context().close();

  await page.goto('/operator/audit?action=plan.change');
  const change = page.getByRole('row').filter({ hasText: 'plan.change' });
  await expect(change).toContainText(operatorEmail);
  await expect(change).toContainText('Requests per minute key max: 60 → 59');

  await page.getByRole('link', { name: 'System' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Ledger' })).toContainText('Hours equal their events');
  await page.getByRole('button', { name: 'Run close-hours now' }).click();
  await expect(page.getByText('close-hours is asked to run')).toBeVisible();
  await check(page, 'system');

  await page.getByRole('link', { name: 'All models' }).click();
  await expect(page.getByText('Loaded', { exact: true })).toHaveCount(2);
  await check(page, 'models');
});

/** What the whole page says at an address where none is. */
async function notFoundText(page: Page, path: string): Promise<string | null> {
  const answer = await page.goto(path);
  expect(answer?.status(), path).toBe(404);
  return page.locator('body main').textContent();
}

/** A change reaches every process within a second; the machine may be busy with other tests. */
async function felt(look: () => Promise<void>): Promise<void> {
  await expect(look).toPass({ timeout: 2_000, intervals: [50] });
}

async function keyLimit(apiUrl: string, secret: string): Promise<string | null> {
  const answer = await fetch(`${apiUrl}/v1/embeddings`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'plugsky-embed-v1', input: 'dog' }),
  });
  await answer.arrayBuffer();
  return answer.headers.get('x-ratelimit-limit-requests');
}
