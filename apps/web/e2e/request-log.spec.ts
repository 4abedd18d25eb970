import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { embed, makeKey } from './api-calls.ts';
import { signUp } from './sign-up.ts';
import { expect, test } from './watched-test.ts';

test('the log shows a request with its id, and its details under an address of their own', async ({ page }, {
  config,
}) => {
  await signUp(page);
  const secret = await makeKey(page, 'Nightly import');
  const { requestId, tokens } = await embed(config.metadata.apiUrl, secret, ['dog', 'perro']);
  await open(page, '/usage/requests');
  const row = page.getByRole('row').filter({ hasText: requestId.slice(-6) });
  await expect(row).toContainText('200');
  await expect(row).toContainText('Nightly import');
  await row.getByRole('link', { name: `Details of ${requestId}` }).click();
  await expect(page).toHaveURL(`/usage/requests?id=${requestId}`);
  for (const address of [`/usage/requests?id=${requestId}`, `/usage/requests?range=1h&id=${requestId.slice(4)}`]) {
    await page.goto(address);
    const details = page.getByRole('dialog', { name: 'Request' });
    await expect(details).toContainText(requestId);
    await expect(details).toContainText('Computing vectors');
    await expect(details.locator('dt', { hasText: 'Tokens' }).locator('+ dd')).toHaveText(String(tokens));
  }
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL('/usage/requests?range=1h');
});

test('a refused request is found by the id that its error carried', async ({ page }, { config }) => {
  await signUp(page);
  const refused = await embed(config.metadata.apiUrl, await makeKey(page, 'Typo'), ['dog'], 'no-such-model');
  expect(refused.status).toBe(404);
  await open(page, '/usage/requests');
  await page.getByRole('searchbox', { name: 'Find a request by its id' }).fill(`  ${refused.requestId} `);
  await page.keyboard.press('Enter');
  const details = page.getByRole('dialog', { name: 'Request' });
  await expect(details).toContainText('model_not_found');
  await expect(details).toContainText('no-such-model');
  await expect(details.getByRole('link', { name: 'Read about model_not_found' })).toHaveAttribute(
    'href',
    '/docs/errors#model_not_found',
  );
  await page.goto('/usage/requests?id=req_00000000000070008000000000000000');
  await expect(details).toContainText('This tenant has no request with that id');
});

test('filters narrow the list, are in the address and can be cleared', async ({ page }, { config }) => {
  const { apiUrl } = config.metadata;
  await signUp(page);
  const [one, two] = [await makeKey(page, 'One'), await makeKey(page, 'Two')];
  const served = await embed(apiUrl, one, ['dog']);
  const refused = await embed(apiUrl, two, ['dog'], 'no-such-model');
  await open(page, '/usage/requests');
  const rows = page.getByRole('row').filter({ hasText: /req_/ });
  await expect(rows).toHaveCount(2);
  await choose(page, 'Outcome', 'Refused (4xx)');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(refused.requestId.slice(-6));
  await choose(page, 'Error code', 'model_not_found');
  await expect(page).toHaveURL('/usage/requests?outcome=refused&code=model_not_found');
  await choose(page, 'Key', 'One');
  await expect(page.getByText('No request in this range fits the filters')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL('/usage/requests');
  await expect(rows).toHaveCount(2);
  await choose(page, 'Model', 'plugsky-embed-v1');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(served.requestId.slice(-6));
  await page.getByRole('radio', { name: 'Custom' }).check();
  await page.getByLabel('First day (UTC)').fill('2020-01-01');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText(/Choose at most 400 days/)).toBeVisible();
  await expect(rows).toHaveCount(1);
});

test('the CSV has the requests that fit, and no cell that a spreadsheet would run', async ({ page }, { config }) => {
  await signUp(page);
  const secret = await makeKey(page, '=1+1');
  const { requestId } = await embed(config.metadata.apiUrl, secret, ['dog']);
  await embed(config.metadata.apiUrl, secret, ['dog'], 'no-such-model');
  await open(page, '/usage/requests?outcome=served');
  await expect(page.getByRole('row').filter({ hasText: /req_/ })).toHaveCount(1);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download CSV' }).click();
  const lines = (await readFile(await (await saved).path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(
    new RegExp(`^\\d{4}-[^,]*,${requestId},200,,plugsky-embed-v1,[0-9a-f-]{36},'=1\\+1,openai,1,`),
  );
});

test('older requests follow page by page, new ones come by themselves', async ({ page }, { config }) => {
  const { apiUrl } = config.metadata;
  await signUp(page);
  const secret = await makeKey(page, 'Busy');
  // The trial lets a key send 60 a minute.
  for (let sent = 0; sent < 52; sent++) await embed(apiUrl, secret, ['dog']);
  await open(page, '/usage/requests');
  const rows = page.getByRole('row').filter({ hasText: /req_/ });
  await expect(rows).toHaveCount(50);
  await page.getByRole('button', { name: 'Show older' }).click();
  await expect(rows).toHaveCount(52);
  await expect(page.getByText('52 requests, all that fit.')).toBeVisible();
  const { requestId } = await embed(apiUrl, secret, ['dog']);
  await expect(rows.first()).toContainText(requestId.slice(-6));
  await expect(rows).toHaveCount(53);
});

test('requests that cannot be read are said so with the request id, and a retry brings them', async ({ page }) => {
  await signUp(page);
  const failure = {
    message: 'Something failed on our side. Try again; if it stays, tell the operator the request id.',
    code: -32603,
    data: { code: 'INTERNAL_SERVER_ERROR', httpStatus: 500, path: 'usage.requests', requestId: 'req_e2e', fault: null },
  };
  await page.route('**/api/trpc/*usage.requests*', async (route) => {
    const calls = decodeURIComponent(new URL(route.request().url()).pathname).split(',').length;
    const body = JSON.stringify(Array.from({ length: calls }, () => ({ error: { json: failure } })));
    await route.fulfill({ status: 500, contentType: 'application/json', body });
  });
  await page.goto('/usage/requests?outcome=served');
  await choose(page, 'Outcome', 'Refused (4xx)');
  const alert = page.getByRole('alert').filter({ hasText: 'Something failed on our side.' });
  await expect(alert).toContainText('req_e2e');
  await page.unroute('**/api/trpc/*usage.requests*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('No request in this range fits the filters')).toBeVisible();
});

/** Opens a page and waits until it shows its rows. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator('h1')).toBeVisible();
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
}

async function choose(page: Page, name: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name, exact: true }).click();
  await page.getByRole('option', { name: option }).click();
}
