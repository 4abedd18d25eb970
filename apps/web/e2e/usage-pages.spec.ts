import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { embed, makeKey } from './api-calls.ts';
import { signUp } from './sign-up.ts';
import { expect, test } from './watched-test.ts';

test('first steps tick themselves and go away; requests show without a reload', async ({ page }, { config }) => {
  await signUp(page);
  await open(page, '/overview');
  const steps = page
    .getByRole('region', { name: 'First steps' })
    .or(page.locator('section', { hasText: 'First steps' }));
  await expect(steps.first()).toContainText('0 of 3 done');
  const secret = await makeKey(page, 'First');
  await expect(steps.first()).toContainText('1 of 3 done');
  await embed(config.metadata.apiUrl, secret, ['dog']);
  await expect(steps.first()).toContainText('2 of 3 done');
  await expect(page.getByRole('row').filter({ hasText: 'plugsky-embed-v1' })).toHaveCount(1);
  await embed(config.metadata.apiUrl, secret, ['dog', 'perro']);
  await expect(page.getByText('First steps')).toHaveCount(0);
  await expect(page.getByRole('row').filter({ hasText: 'plugsky-embed-v1' })).toHaveCount(2);
});

test('the filters are in the address: a reload shows the same view', async ({ page }, { config }) => {
  await signUp(page);
  await embed(config.metadata.apiUrl, await makeKey(page, 'Filters'), ['dog']);
  await open(page, '/usage');
  await page.getByRole('radio', { name: '24 hours' }).check();
  await page.getByRole('radio', { name: 'By key' }).check();
  await page.getByRole('radio', { name: 'Requests' }).check();
  await expect(page).toHaveURL('/usage?range=24h&group=key&measure=requests');
  await expect(page.getByRole('img', { name: 'Requests by hour and key, in UTC' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('radio', { name: 'By key' })).toBeChecked();
  await expect(page.getByRole('img', { name: 'Requests by hour and key, in UTC' })).toBeVisible();
});

test('usage by user, by hour and of chosen days; too long a range is refused in words', async ({ page }, {
  config,
}) => {
  const email = await signUp(page);
  const { tokens } = await embed(config.metadata.apiUrl, await makeKey(page, 'Mine'), ['dog', 'perro']);
  await open(page, '/usage');
  await page.getByRole('radio', { name: 'By user' }).check();
  const row = page.getByRole('row').filter({ has: page.getByRole('cell', { name: email }) });
  await expect(row.getByRole('cell', { name: String(tokens), exact: true })).toBeVisible();
  await page.getByRole('radio', { name: 'Hourly' }).check();
  await expect(page.getByRole('img', { name: 'Tokens by hour and user, in UTC' })).toBeVisible();
  await page.getByRole('radio', { name: 'Custom' }).check();
  const today = new Date().toISOString().slice(0, 10);
  await page.getByLabel('First day (UTC)').fill('2020-01-01');
  await page.getByLabel('Last day (UTC)').fill(today);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText(/Choose at most 400 days/)).toBeVisible();
  await page.getByLabel('First day (UTC)').fill(today);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page).toHaveURL(`/usage?from=${today}&to=${today}&group=user`);
  await expect(row.getByRole('cell', { name: String(tokens), exact: true })).toBeVisible();
});

test('the CSV has the rows of the table, and no cell that a spreadsheet would run', async ({ page }, { config }) => {
  await signUp(page);
  const { tokens } = await embed(config.metadata.apiUrl, await makeKey(page, '=1+1'), ['dog', 'perro']);
  await open(page, '/usage?group=key');
  const row = page.getByRole('row').filter({ has: page.getByRole('cell', { name: '=1+1' }) });
  await expect(row.getByRole('cell', { name: String(tokens), exact: true })).toBeVisible();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download CSV' }).click();
  const lines = (await readFile(await (await saved).path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(new RegExp(`^\\d{4}-[^,]*,[0-9a-f-]{36},'=1\\+1,sk-live-[^,]+,1,0,2,${tokens},0\\.0000`));
});

test('figures that cannot be read are said so with the request id, and a retry brings them', async ({ page }) => {
  await signUp(page);
  const failure = {
    message: 'Something failed on our side. Try again; if it stays, tell the operator the request id.',
    code: -32603,
    data: { code: 'INTERNAL_SERVER_ERROR', httpStatus: 500, path: 'usage.read', requestId: 'req_e2e', fault: null },
  };
  await page.route('**/api/trpc/*usage.read*', async (route) => {
    const calls = decodeURIComponent(new URL(route.request().url()).pathname).split(',').length;
    const body = JSON.stringify(Array.from({ length: calls }, () => ({ error: { json: failure } })));
    await route.fulfill({ status: 500, contentType: 'application/json', body });
  });
  await page.goto('/usage');
  const alert = page.getByRole('alert').filter({ hasText: 'Something failed on our side.' });
  await expect(alert).toContainText('req_e2e');
  await page.unroute('**/api/trpc/*usage.read*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('No requests in the last 7 days')).toBeVisible();
});

/** Opens a page and waits until it shows its figures. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
}
