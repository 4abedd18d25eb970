import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Page, test } from '@playwright/test';
import { openSession, password } from './sign-up.ts';

const email = 'operator@example.com';
const root = path.resolve(import.meta.dirname, '../../..');

/** Makes the platform's first admin, as an operator would: with the link that the command line prints. Ends signed in. */
export async function claimOperator(page: Page): Promise<string> {
  const { url } = await gridsky(['admin', 'link']);
  const { pathname, search } = new URL(String(url));
  await page.goto(`${pathname}${search}`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Make admin account' }).click();
  await page.waitForURL('**/overview');
  return email;
}

/** Signed in as the platform's admin, who is made first where no test has done it yet. */
export async function signInOperator(page: Page): Promise<void> {
  try {
    await openSession(page, email);
  } catch {
    await claimOperator(page);
  }
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
