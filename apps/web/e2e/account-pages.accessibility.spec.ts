import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { mailboxPath, mailedPath } from './mailbox.ts';
import { askForAccount, confirmAccount } from './sign-up.ts';

test('signing up, forgotten password, mailed links and mailbox keep WCAG 2.2 AA in both themes and fit 320 px', async ({
  page,
}) => {
  test.slow();
  const email = `ada-${crypto.randomUUID()}@example.com`;
  await page.goto('/sign-up');
  await page.getByRole('button', { name: 'Continue' }).click();
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
