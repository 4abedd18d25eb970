import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { signUp } from './sign-up.ts';

test('keys, quickstart and settings keep WCAG 2.2 AA in both themes, with their dialogs, and fit 320 px', async ({
  page,
}) => {
  test.slow();
  await signUp(page);
  await page.getByRole('button', { name: 'Make a key' }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('status', { name: 'Answer' })).toContainText('1,536');
  await check(page);

  await page.goto('/keys');
  await check(page);
  await page.getByRole('button', { name: 'Create key' }).click();
  await check(page);
  await page.getByRole('dialog').getByLabel('Name').fill('Shown');
  await page.getByRole('dialog').getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByTestId('new-key')).toBeVisible();
  await check(page);
  await page.getByRole('button', { name: 'I have stored it' }).click();
  await page.getByRole('button', { name: 'Actions for Shown' }).click();
  await page.getByRole('menuitem', { name: 'Revoke' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('It was never used.');
  await check(page);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByLabel('Search keys').fill('nothing has this name');
  await expect(page.getByText('No key matches')).toBeVisible();
  await check(page);

  await page.goto('/settings');
  await check(page);
});

/** axe in both themes, then the width: WCAG asks for no sideways scrolling at 320 px. */
async function check(page: Page): Promise<void> {
  const where = `${new URL(page.url()).pathname} ${await page.getByRole('heading').last().textContent()}`;
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${where} ${colorScheme} ${id} ${nodes[0]?.html}`)).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth), where).toBe(320);
  await page.setViewportSize({ width: 1280, height: 720 });
}
