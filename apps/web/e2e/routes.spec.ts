import type { Page } from '@playwright/test';
import { extendTailwindMerge } from 'tailwind-merge';
import { docsPages, docsPath } from '../src/features/docs/pages.ts';
import { check } from './accessibility.ts';
import { embed, makeKey } from './api-calls.ts';
import { type AppRoute, appRoutes } from './app-routes.ts';
import { mailboxPath } from './mailbox.ts';
import { signInOperator } from './operator-account.ts';
import { signUp } from './sign-up.ts';
import { expect, test } from './watched-test.ts';

/** Addresses of routes that want more than their name; every new route with a parameter needs a line. */
const addresses: Record<string, (ids: { tenantId: string }) => string[]> = {
  '/operator/tenants/[tenantId]': ({ tenantId }) => [`/operator/tenants/${tenantId}`],
  '/docs/[slug]': () => docsPages.map(docsPath).filter((path) => path !== '/docs'),
  '/dev/mailbox': () => [mailboxPath('nobody@example.com')],
  '/usage/statements/[month]': () => [`/usage/statements/${new Date().toISOString().slice(0, 7)}`],
  '/usage': () => ['/usage', '/usage?from=2026-01-01&to=2026-01-31&by=hour&group=user'],
};

/** Bytes of a page's scripts, gzip; documentation and playground show and compute more. */
function scriptBytesMax(path: string): number {
  return /^\/(docs|playground)/.test(path) ? 350_000 : 200_000;
}

test.describe.configure({ mode: 'parallel', timeout: 240_000 });

test('every public page: WCAG 2.2 AA, 320 px, no error, no jump, no script too many', async ({ page }) => {
  for (const path of ['/no-such-page', ...paths(({ signedIn, operator }) => !signedIn && !operator)]) {
    await visit(page, path);
  }
});

test('every page of a tenant in use: WCAG 2.2 AA, 320 px, no error, no jump, no script too many', async ({ page }, {
  config,
}) => {
  await signUp(page, 'A tenant with a rather long name');
  const secret = await makeKey(page, 'A key with a name as long as people make them');
  const { requestId } = await embed(config.metadata.apiUrl, secret, ['犬', 'dog']);
  await embed(config.metadata.apiUrl, secret, ['dog'], 'no-such-model');
  const inUse = paths(({ signedIn, operator }) => signedIn && !operator);
  for (const path of [...inUse, '/usage/requests?model=none', `/usage/requests?id=${requestId}`]) {
    await visit(page, path);
  }
});

test('every page of the operator: WCAG 2.2 AA, 320 px, no error, no jump, no script too many', async ({ page }) => {
  await signInOperator(page);
  const { result } = await (await page.request.get('/api/trpc/account.me')).json();
  const [{ tenantId }] = result.data.json.memberships;
  for (const path of paths(({ operator }) => operator, { tenantId })) await visit(page, path);
});

function paths(wanted: (route: AppRoute) => boolean, ids = { tenantId: '' }): string[] {
  return appRoutes()
    .filter(wanted)
    .flatMap(({ route }) => {
      const known = addresses[route];
      if (known) return known(ids);
      if (route.includes('[')) throw new Error(`${route} has a parameter: tell e2e/routes.spec.ts what to put there.`);
      return [route];
    });
}

async function visit(page: Page, path: string): Promise<void> {
  const problems: string[] = [];
  const heard = (text: string) => {
    // The browser's own word on an answer that is meant to be 404.
    if (!(path === '/no-such-page' && text.includes('404'))) problems.push(`${path}: ${text}`);
  };
  page.on('pageerror', ({ message }) => heard(message));
  page.on('console', (message) => {
    if (message.type() === 'error') heard(message.text());
  });
  const summing = await page.addInitScript(sumShifts);
  const answer = await page.goto(path);
  expect(answer?.headers()['content-security-policy'], path).toMatch(
    /script-src 'self' 'nonce-[^']+' 'strict-dynamic';/,
  );
  await expect(page.locator('h1')).toBeVisible();
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  await page.waitForLoadState('networkidle');
  const { shifts, scriptBytes } = await page.evaluate(readFigures);
  if (process.env.FIGURES) process.stdout.write(`${path}\t${scriptBytes}\t${shifts.toFixed(4)}\n`);
  // Google's guidance calls a page stable below that. A dialog that the address opens lies over the page.
  const dialogs = await page.getByRole('dialog').count();
  if (dialogs === 0) expect.soft(shifts, `layout shift of ${path}`).toBeLessThan(0.1);
  expect(scriptBytes, `scripts of ${path}`).toBeGreaterThan(50_000);
  expect.soft(scriptBytes, `scripts of ${path}`).toBeLessThan(scriptBytesMax(path));
  expect.soft(await fightingClasses(page), `classes of ${path} of which one undoes another`).toEqual([]);
  await check(page, path);
  expect.soft(problems).toEqual([]);
  page.removeAllListeners();
  await summing.dispose();
}

/** `px-3 px-4` on one element: the stylesheet decides, not the code that was read. Who means it writes `px-4!`. */
async function fightingClasses(page: Page): Promise<string[]> {
  const written = await page.evaluate(() => [
    ...new Set([...document.querySelectorAll('[class]')].map((element) => element.getAttribute('class') ?? '')),
  ]);
  const words = (classes: string) => classes.split(/\s+/).filter(Boolean);
  return written.filter((classes) => words(withoutConflicts(classes)).length < new Set(words(classes)).size);
}

const withoutConflicts = extendTailwindMerge({
  extend: { theme: { text: ['12', '13', '14', '16', '20', '28', '40'] } },
});

function sumShifts(): void {
  const figures = Object.assign(window, { shifts: 0 });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) figures.shifts += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
}

function readFigures(): { shifts: number; scriptBytes: number } {
  const loaded = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  return {
    shifts: (window as unknown as { shifts: number }).shifts,
    scriptBytes: loaded
      .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  };
}
