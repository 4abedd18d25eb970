import { test as base, type Page } from '@playwright/test';

/**
 * Playwright's `test`; what the content security policy refuses on any page of a test's browser fails that test.
 *
 * A worker keeps one page and clears it between its tests, cookies, storage and all: a window of its own for each would
 * cost more than most tests do in it. After a failure Playwright begins with a new worker, so that nothing is carried on.
 */
export const test = base.extend<{ policyWatch: undefined }, { kept: { page?: Page } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the first argument taken apart.
  kept: [({}, use) => use({}), { scope: 'worker' }],
  context: async ({ browser, kept, baseURL }, use, info) => {
    kept.page ??= await (await browser.newContext({ baseURL })).newPage();
    await use(kept.page.context());
    // A page on which a test failed stays as it is, to be pictured.
    if (info.status === info.expectedStatus) await clear(kept.page);
  },
  page: async ({ context: _, kept }, use) => {
    if (!kept.page) throw new Error('the context comes with its page');
    await use(kept.page);
  },
  policyWatch: [
    async ({ context }, use) => {
      const refused: string[] = [];
      context.on('console', (message) => {
        if (/content security policy/i.test(message.text())) refused.push(message.text());
      });
      await use(undefined);
      if (refused.length > 0) throw new Error(`Refused by the content security policy:\n${refused.join('\n')}`);
    },
    { auto: true },
  ],
});

/** As a new page of a new browser would be, except for the files that it has loaded. */
async function clear(page: Page): Promise<void> {
  const context = page.context();
  for (const other of context.pages()) if (other !== page) await other.close();
  page.removeAllListeners();
  context.removeAllListeners();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  // An address of the same origin without scripts: its storage is at hand, and nothing writes there any more.
  await page.goto('/api/health');
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await context.clearCookies();
  await context.clearPermissions();
  await context.setExtraHTTPHeaders({});
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.emulateMedia({ media: null, colorScheme: null, reducedMotion: null });
}

export { expect } from '@playwright/test';
