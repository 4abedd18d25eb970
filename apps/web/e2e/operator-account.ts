import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, type Page, test } from '@playwright/test';
import { openSession, password } from './sign-up.ts';

const email = 'operator@example.com';
const root = path.resolve(import.meta.dirname, '../../..');

/**
 * Signed in as the platform's admin, at the overview. Whoever asks first makes the account as an operator would, with the link that the command
 * line prints; another worker that asks in the same moment waits for it.
 */
export async function signInOperator(page: Page): Promise<string> {
  const { home } = test.info().config.metadata as { home: string };
  const turn = path.join(home, 'e2e-operator');
  const made = path.join(turn, 'made');
  const isFirst = await mkdir(turn).then(
    () => true,
    () => false,
  );
  if (isFirst) {
    await claimOperator(page);
    await writeFile(made, '');
    return email;
  }
  // Not by trying to sign in: that is bounded.
  await expect.poll(() => existsSync(made), { timeout: 60_000 }).toBe(true);
  await openSession(page, email);
  await page.goto('/overview');
  return email;
}

async function claimOperator(page: Page): Promise<void> {
  const { url } = await gridsky(['admin', 'link']);
  const { pathname, search } = new URL(String(url));
  await page.goto(`${pathname}${search}`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Make admin account' }).click();
  await page.waitForURL('**/overview');
}

/** One command of the operator's command line on the platform under test, `input` typed to it: what it answers with --json. */
export async function gridsky(args: string[], input = ''): Promise<Record<string, unknown>> {
  const { home } = test.info().config.metadata as { home: string };
  const { DATABASE_URL: _own, ...environment } = process.env;
  const running = promisify(execFile)(
    process.execPath,
    [path.join(root, 'scripts/with-install.mjs'), 'scripts/gridsky/main.ts', ...args, '--json'],
    { cwd: root, env: { ...environment, GRIDSKY_HOME: home } },
  );
  running.child.stdin?.end(`${input}\n`);
  return JSON.parse((await running).stdout);
}
