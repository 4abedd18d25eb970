import type { Page } from '@playwright/test';
import { signUp } from './sign-up.ts';
import { expect, test } from './watched-test.ts';

test('a key is narrowed at its making, shows it at a glance, and is widened again; each is felt by the API', async ({
  page,
}, { config }) => {
  await signUp(page);
  await page.goto('/keys');
  await page.getByRole('button', { name: 'Create key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Narrow');
  await dialog.getByText('Models, limits and addresses').click();
  await dialog.getByLabel('plugsky-embed-v1').click();
  await dialog.getByLabel('Requests a minute').fill('61');
  await dialog.getByLabel('Allowed addresses').fill('10.1.2.3/8');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await expect(dialog).toContainText('Write 10.0.0.0/8 for all of it, or 10.1.2.3 alone.');
  await dialog.getByLabel('Allowed addresses').fill('127.0.0.0/8\n::1');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await expect(dialog).toContainText('The Trial plan allows a key 60 requests a minute.');
  await dialog.getByLabel('Requests a minute').fill('30');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  const secret = await storeSecret(page);

  const row = page.getByRole('row', { name: /Narrow/ });
  await expect(row).toContainText('30 req/min · 1 model · 2 addresses');
  expect(await embed(config.metadata.apiUrl, secret, 'plugsky-embed-v1')).toEqual([200, '30']);
  expect((await embed(config.metadata.apiUrl, secret, 'plugsky-embed-large'))[0]).toBe(404);

  await act(page, 'Narrow', 'Edit');
  await dialog.getByLabel('Name').fill('Wide');
  await dialog.getByLabel('plugsky-embed-v1').click();
  await dialog.getByLabel('Requests a minute').clear();
  await dialog.getByLabel('Allowed addresses').clear();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /Wide/ })).toContainText('Plan’s');
  await expect(async () => {
    expect(await embed(config.metadata.apiUrl, secret, 'plugsky-embed-large')).toEqual([200, '60']);
  }).toPass({ timeout: 1_500 });
});

test('a key is rotated: both secrets work until the old one is ended, and only the new one after', async ({ page }, {
  config,
}) => {
  await signUp(page);
  await page.goto('/keys');
  const old = await makeKey(page, 'Worker');
  const status = async (secret: string) => (await embed(config.metadata.apiUrl, secret, 'plugsky-embed-v1'))[0];
  expect(await status(old)).toBe(200);
  await act(page, 'Worker', 'Rotate secret');
  await expect(page.getByRole('dialog')).toContainText('1 request in the last hour used this key.');
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
  await expect(page.getByRole('dialog')).toContainText('The old secret sk-live-');
  const next = await storeSecret(page);
  expect(next).not.toBe(old);
  await expect(page.getByRole('row', { name: /Worker/ })).toContainText(/old ends in (1 day|23 h)/);
  expect([await status(old), await status(next)]).toEqual([200, 200]);

  await act(page, 'Worker', 'End old secret now');
  await page.getByRole('alertdialog').getByRole('button', { name: 'End now' }).click();
  await expect(page.getByRole('row', { name: /Worker/ })).not.toContainText('old ends');
  await expect(async () => expect(await status(old)).toBe(401)).toPass({ timeout: 1_500 });
  expect(await status(next)).toBe(200);
});

test('several keys are revoked together after the words were typed; what a filter hides is left alone', async ({
  page,
}) => {
  await signUp(page);
  await page.goto('/keys');
  for (const name of ['Job 1', 'Job 2', 'Site']) await makeKey(page, name);
  for (const name of ['Job 1', 'Site']) await page.getByRole('checkbox', { name: `Select ${name}` }).click();
  await page.getByLabel('Search keys').fill('job');
  await expect(page.getByText('1 of 2 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Select all 2' }).click();
  await page.getByRole('region', { name: 'Selected keys' }).getByRole('button', { name: 'Revoke' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('They were never used.');
  await dialog.getByRole('textbox').fill('Job 1');
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(dialog).toContainText('That is not what to type.');
  await dialog.getByRole('textbox').fill('revoke 2 keys');
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('2 keys are revoked')).toBeVisible();
  await page.getByLabel('Search keys').clear();
  await expect(page.getByRole('rowheader')).toHaveText(['Site']);
  await expect(page.getByText('1 of 3 keys')).toBeVisible();
});

async function makeKey(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'Create key' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill(name);
  await page.getByRole('dialog').getByRole('button', { name: 'Create key' }).click();
  return storeSecret(page);
}

async function storeSecret(page: Page): Promise<string> {
  const secret = (await page.getByTestId('new-key').textContent()) ?? '';
  await page.getByRole('button', { name: 'I have stored it' }).click();
  return secret;
}

async function act(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

/** Status and the limit that the answer's header tells. */
async function embed(apiUrl: string, secret: string, model: string): Promise<[number, string | null]> {
  const answer = await fetch(`${apiUrl}/v1/embeddings`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model, input: 'dog' }),
  });
  await answer.arrayBuffer();
  return [answer.status, answer.headers.get('x-ratelimit-limit-requests')];
}
