import { execFile } from 'node:child_process';
import path from 'node:path';
import { test } from '@playwright/test';

const root = path.resolve(import.meta.dirname, '../../..');

/** Runs one of the operator's commands on the platform under test, with `input` on the standard input: its JSON. */
export async function operatorCommand(words: readonly string[], input = ''): Promise<Record<string, unknown>> {
  const { home } = test.info().config.metadata as { home: string };
  const args = ['scripts/with-install.mjs', 'scripts/gridsky/main.ts', ...words, '--json'];
  const env = { ...process.env, GRIDSKY_HOME: home };
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, args, { cwd: root, env }, (error, out) => {
      if (error) reject(error);
      else resolve(JSON.parse(out));
    });
    child.stdin?.end(`${input}\n`);
  });
}
