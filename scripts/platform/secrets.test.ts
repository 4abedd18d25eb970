import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureSecrets } from './secrets.ts';

let home: string;

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'gridsky-secrets-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('secrets are made once, each different, in a file that only its owner reads', async () => {
  const first = await ensureSecrets(home);
  expect(await ensureSecrets(home)).toEqual(first);
  expect(new Set(Object.values(first)).size).toBe(4);
  expect(Object.values(first).every((secret) => secret.length >= 43)).toBe(true);
  expect(statSync(path.join(home, 'secrets.json')).mode & 0o777).toBe(0o600);
});

test('two installations never share a secret', async () => {
  const other = mkdtempSync(path.join(tmpdir(), 'gridsky-secrets-'));
  const both = [...Object.values(await ensureSecrets(home)), ...Object.values(await ensureSecrets(other))];
  rmSync(other, { recursive: true });
  expect(new Set(both).size).toBe(8);
});

test('a file that others can read is refused with the chmod that mends it', async () => {
  await ensureSecrets(home);
  const file = path.join(home, 'secrets.json');
  chmodSync(file, 0o644);
  await expect(ensureSecrets(home)).rejects.toThrow(
    `${file} can be read by other users (mode 0644): run chmod 600 ${file}.`,
  );
});

test('a damaged file is not replaced by new secrets', async () => {
  const file = path.join(home, 'secrets.json');
  writeFileSync(file, '{"authSecret": "', { mode: 0o600 });
  await expect(ensureSecrets(home)).rejects.toThrow(/is damaged: restore it from a backup/);
});
