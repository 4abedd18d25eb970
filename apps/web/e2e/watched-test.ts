import { test as base } from '@playwright/test';

/** Playwright's `test`; what the content security policy refuses on any page of a test's browser fails that test. */
export const test = base.extend<{ policyWatch: undefined }>({
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

export { expect } from '@playwright/test';
