import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

/**
 * WCAG 2.2 AA on what is shown, and no sideways scrolling at 320 px. Colours differ by theme and layouts by width: light
 * at 1280 px and dark at 375 px show both. Where a dialog is open, only it is looked at: the page behind has its own turn.
 * SHOTS names a folder that pictures go to.
 */
export async function check(page: Page, what: string): Promise<void> {
  const dialog = 'dialog[open], [role=dialog], [role=alertdialog]';
  const within = (await page.locator(dialog).count()) > 0 ? dialog : 'html';
  // Half a megabyte: once a page, not once a look.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  for (const { colorScheme, width, height } of [
    { colorScheme: 'light', width: 1280, height: 720 },
    { colorScheme: 'dark', width: 375, height: 812 },
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
    const violations = await page.evaluate(findViolations, within);
    expect.soft(violations.map((violation) => `${what} ${colorScheme} ${violation}`)).toEqual([]);
    if (process.env.SHOTS) await shoot(page, what, colorScheme, width);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: `${what} at 320 px` })
    .toBe(320);
  await page.setViewportSize({ width: 1280, height: 720 });
}

/** Runs in the page: each rule that is broken, with the first element that breaks it. */
async function findViolations(within: string): Promise<string[]> {
  const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(
    // The map is hidden from assistive technology (a list says the same) and too large to walk through each time.
    { include: [within], exclude: ['svg.map'] },
    {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
      // All rules are tried; only what they refuse is described node by node.
      resultTypes: ['violations'],
      // There are none.
      iframes: false,
    },
  );
  return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
}

async function shoot(page: Page, what: string, colorScheme: 'light' | 'dark', width: number): Promise<void> {
  const name = what.replaceAll(/[^a-z0-9]+/gi, '-').replaceAll(/^-|-$/g, '') || 'start';
  const path = (theme: string) => `${process.env.SHOTS}/${name}-${theme}-${width}.png`;
  await page.screenshot({ path: path(colorScheme), fullPage: true });
  const other = colorScheme === 'light' ? 'dark' : 'light';
  await page.emulateMedia({ colorScheme: other, reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveClass(new RegExp(`\\b${other}\\b`));
  await page.screenshot({ path: path(other), fullPage: true });
}
