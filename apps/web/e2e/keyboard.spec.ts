import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { check } from './accessibility.ts';
import { mailedPath } from './mailbox.ts';
import { password } from './sign-up.ts';
import { expect, test } from './watched-test.ts';

test('the eight main tasks are done by the keyboard alone, with the focus always seen and given back', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const { keyboard } = page;
  const email = `ada-${randomUUID()}@example.com`;

  // Sign up.
  await page.goto('/sign-up');
  await tabTo(page, page.getByLabel('E-mail'));
  await keyboard.type(email);
  await keyboard.press('Tab');
  await keyboard.type('Engines');
  await keyboard.press('Enter');
  await expect(page.getByText('is on its way')).toBeVisible();
  await page.goto(await mailedPath(page, email));
  await tabTo(page, page.getByLabel('Password'));
  await keyboard.type(password);
  await keyboard.press('Enter');
  await page.waitForURL('**/quickstart');

  // Run the quickstart, past the navigation by the skip link.
  await keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await keyboard.press('Enter');
  await pressOn(page, page.getByRole('button', { name: 'Make a key' }));
  await pressOn(page, page.getByRole('button', { name: 'Run', exact: true }));
  await expect(page.getByRole('status', { name: 'Answer' })).toContainText('1,536');

  // Create a key and store it.
  await command(page, 'keys', 'Keys');
  const create = page.getByRole('button', { name: 'Create key' });
  await pressOn(page, create);
  await expect(page.getByRole('dialog').getByLabel('Name')).toBeFocused();
  await keyboard.type('Nightly');
  await keyboard.press('Enter');
  await expect(page.getByTestId('new-key')).toHaveText(/^sk-live-/);
  const downloading = page.waitForEvent('download');
  await pressOn(page, page.getByRole('button', { name: 'Download .env' }));
  await downloading;
  await pressOn(page, page.getByRole('button', { name: 'I have stored it' }));
  await expect(create).toBeFocused();

  // Revoke it.
  await pressOn(page, page.getByRole('button', { name: 'Actions for Nightly' }));
  await expect(page.locator('[role=menu]:focus, [role=menu] :focus')).toBeVisible();
  await keyboard.type('rev');
  await expect(page.getByRole('menuitem', { name: 'Revoke' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('alertdialog')).toContainText('It was never used.');
  await keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Actions for Nightly' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.locator('[role=menu]:focus, [role=menu] :focus')).toBeVisible();
  await keyboard.type('rev');
  await expect(page.getByRole('menuitem', { name: 'Revoke' })).toBeFocused();
  await keyboard.press('Enter');
  await tabTo(page, page.getByRole('alertdialog').getByRole('textbox'));
  await keyboard.type('Nightly');
  await pressOn(page, page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }));
  await expect(page.getByText('Nightly is revoked')).toBeVisible();

  // Invite a member.
  await command(page, 'invite', 'Invite somebody');
  await expect(page.getByRole('dialog').getByLabel('E-mail')).toBeFocused();
  await keyboard.type(`guest-${email}`);
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Revoke the invitation of guest-${email}` })).toBeVisible();

  // Read usage with another range.
  await command(page, 'usage', 'Usage');
  await tabTo(page, page.getByRole('radio', { name: '7 days' }));
  await keyboard.press('ArrowRight');
  await expect(page).toHaveURL('/usage?range=30d');

  // Compare texts in the playground.
  await command(page, 'compare', 'Compare texts');
  await pressOn(page, page.getByRole('tabpanel').getByRole('button', { name: 'Run', exact: true }));
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('Nearest:');

  // Sign out, and in again.
  await command(page, 'sign out', 'Sign out');
  await page.waitForURL(({ pathname }) => pathname === '/');
  await page.goto('/sign-in');
  await tabTo(page, page.getByLabel('E-mail'));
  await keyboard.type(email);
  await tabTo(page, page.getByLabel('Password'));
  await keyboard.type(password);
  await keyboard.press('Enter');
  await page.waitForURL('**/overview');

  // ⌘K finds the documentation, the key that is left and the request that was sent; Escape gives the focus back.
  const search = page.getByRole('button', { name: 'Search', exact: true });
  await tabTo(page, search);
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Search' }).getByRole('combobox')).toBeFocused();
  await keyboard.type('credit_exhausted');
  await expect(page.getByRole('option').first()).toContainText('credit_exhausted');
  await check(page, 'search with documentation');
  await keyboard.press('Control+a');
  await keyboard.type('req_');
  await expect(page.getByRole('option', { name: /req_[0-9a-f]{32}/ }).first()).toBeVisible();
  await keyboard.press('Control+a');
  await keyboard.type('sk-live');
  await expect(page.getByRole('option').first()).toContainText(/sk-live-\w/);
  await keyboard.press('Escape');
  await expect(search).toBeFocused();
});

/** Opens ⌘K, types, and runs the first entry, which has to be the one that is meant. */
async function command(page: Page, query: string, label: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Search' })).toBeVisible();
  await page.keyboard.type(query);
  await expect(page.getByRole('option').first()).toHaveText(label);
  await page.keyboard.press('Enter');
}

async function pressOn(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Tab until the target has the focus, or back to it; every stop on the way must show that it has it. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stops = 0; stops < 60; stops++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
    expect(await page.evaluate(unseenFocus), 'has the focus, but does not show it').toBe(null);
  }
  throw new Error(`Tab does not lead to ${target}`);
}

/** The element that has the focus without an outline or a ring; null when it can be seen. */
function unseenFocus(): string | null {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  // A control that is drawn by its neighbour or label shows it there.
  const drawn = [element, element.parentElement, element.nextElementSibling].filter((part) => part !== null);
  const seen = drawn.some((part) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(part);
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
  });
  return seen ? null : element.outerHTML.slice(0, 200);
}
