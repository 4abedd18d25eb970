import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keySource, newKeyLine } from './key-sources.ts';

const [first, second] = [newKeyLine(), newKeyLine()];
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gridsky-keys-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A file of keys as its owner made it. */
async function fileOf(name: string, text: string, mode = 0o600): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  await chmod(file, mode);
  return file;
}

const bytes = (line: string) => Buffer.from(line, 'base64');

test('the same keys come from a file, a setting and a command, newest first and under the same ids', async () => {
  const file = await fileOf('keys', first + second);
  const fromFile = await keySource({ file })(false);
  expect(fromFile.map(({ key }) => key)).toEqual([bytes(first), bytes(second)]);
  expect(new Set(fromFile.map(({ id }) => id)).size).toBe(2);
  expect(await keySource({ keys: `${first.trim()},${second.trim()}` })(false)).toEqual(fromFile);
  expect(await keySource({ command: `cat '${file}'` })(false)).toEqual(fromFile);
  expect(await keySource({})(false)).toEqual([]);
});

test('what was read is kept until it is asked for afresh; a failure is not kept', async () => {
  const file = await fileOf('changing', first);
  const source = keySource({ command: `cat '${file}'` });
  const before = await source(false);
  await writeFile(file, second + first);
  expect(await source(false)).toEqual(before);
  expect((await source(true)).map(({ key }) => key)).toEqual([bytes(second), bytes(first)]);
  await writeFile(file, 'short');
  await expect(source(true)).rejects.toThrow('32 bytes');
  await writeFile(file, first);
  expect(await source(false)).toEqual(before);
});

test.skipIf(process.platform === 'win32')('a file that others may read is refused', async () => {
  const file = await fileOf('open', first, 0o640);
  await expect(keySource({ file })(false)).rejects.toThrow(`chmod 600 ${file}`);
});

test('no failure tells a key, or what a command printed', async () => {
  const key = first.trim();
  const failures = await Promise.all(
    [
      { keys: `${key},${key.slice(0, 20)}` },
      { command: `echo ${key}; echo ${key} >&2; exit 3` },
      { command: `echo ${key.slice(0, 20)}` },
    ].map((settings) => keySource(settings)(false).catch(String)),
  );
  expect(failures).toEqual([
    expect.stringContaining('SECRETS_KEYS: key 2 is not 32 bytes'),
    'Error: SECRETS_KEYS_COMMAND failed (3).',
    expect.stringContaining('SECRETS_KEYS_COMMAND: key 1 is not 32 bytes'),
  ]);
  expect(failures.join()).not.toContain(key.slice(0, 20));
});
