import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { codeOf } from './authenticator.ts';
import { mailboxPath, mailedPath } from './mailbox.ts';
import { askForAccount, confirmAccount, password, signIn, signUp } from './sign-up.ts';

test('signing up, forgotten password, mailed links and mailbox keep WCAG 2.2 AA in both themes and fit 320 px', async ({
  page,
}) => {
  test.slow();
  const email = `ada-${crypto.randomUUID()}@example.com`;
  await page.goto('/sign-up');
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByText('Enter an e-mail address')).toBeVisible();
  await check(page);
  await askForAccount(page, email, 'Engines');
  await check(page);
  await page.goto(mailboxPath(email));
  await check(page);
  await page.goto(await mailedPath(page, email));
  await check(page);
  await confirmAccount(page, email);
  await page.context().clearCookies();
  await page.goto('/forgot-password');
  await check(page);
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Mail me a link' }).click();
  await expect(page.getByText('is on its way')).toBeVisible();
  await check(page);
  await page.goto(await mailedPath(page, email));
  await check(page);
});

test('the settings of an account, their dialogs and the second step keep WCAG 2.2 AA in both themes and fit 320 px', async ({
  page,
}) => {
  test.slow();
  const email = await signUp(page);
  await page.goto('/settings');
  for (const name of ['Change password', 'Change e-mail']) {
    await page.getByRole('button', { name }).click();
    await check(page);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: 'Add authenticator' }).click();
  await page.getByRole('dialog').getByLabel('Current password').fill(password);
  await page.getByRole('dialog').getByRole('button', { name: 'Continue', exact: true }).click();
  const key = ((await page.getByTestId('authenticator-key').textContent()) ?? '').replaceAll(' ', '');
  await check(page);
  await page.getByLabel('Code', { exact: true }).fill(codeOf(key, 0));
  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByTestId('recovery-codes')).toBeVisible();
  await check(page);
  await page.getByRole('button', { name: 'I have stored them' }).click();
  await check(page);
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await signIn(page, email);
  await expect(page.getByLabel('Code', { exact: true })).toBeVisible();
  await check(page);
});

/** axe in both themes, then the width: WCAG asks for no sideways scrolling at 320 px. */
async function check(page: Page): Promise<void> {
  const where = new URL(page.url()).pathname;
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
