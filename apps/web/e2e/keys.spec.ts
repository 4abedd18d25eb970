import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import type { Page, Route } from '@playwright/test';
import { signUp } from './sign-up.ts';
import { expect, test } from './watched-test.ts';

test("a secret is shown once, and only its own button puts it away; the file holds what OpenAI's SDKs read", async ({
  page,
}, { config }) => {
  await signUp(page);
  await page.goto('/keys');
  await openForm(page, 'Production');
  const shown = page.getByTestId('new-key');
  const secret = (await shown.textContent()) ?? '';
  await page.keyboard.press('Escape');
  await page.mouse.click(5, 5);
  await expect(shown).toBeVisible();

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download .env' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('gridsky-production.env');
  expect(parseEnv(await readFile(await download.path(), 'utf8'))).toEqual({
    OPENAI_API_KEY: secret,
    OPENAI_BASE_URL: `${config.metadata.apiUrl}/v1`,
  });

  await page.getByRole('button', { name: 'I have stored it' }).click();
  await expect(shown).toBeHidden();
  expect(await page.content()).not.toContain(secret);
  expect(page.url()).not.toContain('sk-');
});

test('the last key of the plan is said before, and the refusal of one more is a sentence', async ({ page }) => {
  await signUp(page);
  await page.goto('/keys');
  for (const name of ['One', 'Two', 'Three']) {
    await openForm(page, name);
    await page.getByRole('button', { name: 'I have stored it' }).click();
  }
  await expect(page.getByText('3 of 3 keys of the Trial plan are in use.')).toBeVisible();
  await openForm(page, 'Four');
  await expect(page.getByRole('dialog').getByRole('alert').last()).toContainText('includes 3 keys and all are in use');
  await page.keyboard.press('Escape');

  // A name must be typed to revoke; then the place is free.
  await page.getByRole('button', { name: 'Actions for Two' }).click();
  await page.getByRole('menuitem', { name: 'Revoke' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('It was never used.');
  await dialog.getByRole('textbox').fill('One');
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(dialog).toContainText('That is not the name of this key.');
  await dialog.getByRole('textbox').fill('Two');
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('2 of 3 keys')).toBeVisible();
  await expect(page.getByRole('row', { name: /^Select Two/ })).toBeHidden();

  // Search, state and order are in the address: it shows the same rows to whoever opens it.
  await page.getByLabel('State').click();
  await page.getByRole('option', { name: 'All states' }).click();
  await page.getByRole('button', { name: 'Name' }).click();
  await expect(page).toHaveURL('/keys?state=all&sort=name&order=asc');
  await page.reload();
  await expect(page.getByRole('rowheader')).toHaveText(['One', 'Three', 'Two']);
  await page.getByLabel('Search keys').fill('thr');
  await expect(page.getByRole('rowheader')).toHaveText(['Three']);
});

test('disabling shows at once, can be undone, and is taken back when the server refuses', async ({ page }) => {
  await signUp(page);
  await page.goto('/keys');
  await openForm(page, 'Nightly');
  await page.getByRole('button', { name: 'I have stored it' }).click();
  const row = page.getByRole('row', { name: /^Select Nightly/ });
  const disable = async () => {
    await row.getByRole('button', { name: 'Actions for Nightly' }).click();
    await page.getByRole('menuitem', { name: 'Disable' }).click();
  };
  await disable();
  await expect(row).toContainText('Disabled');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toContainText('Active');

  const held: Route[] = [];
  await page.route('**/api/trpc/key.setDisabled*', (route) => {
    held.push(route);
  });
  await disable();
  await expect(row).toContainText('Disabled');
  // The page shows it before it asks.
  await expect.poll(() => held.length).toBe(1);
  await held[0]?.abort();
  await expect(row).toContainText('Active');
  await expect(page.getByText('The dashboard could not be reached.')).toBeVisible();
});

async function openForm(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Create key' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Create key' }).click();
}
