import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorld, type TestWorld } from './testing/world.ts';

const KEY = 'sk-canary-of-the-command-line-0123';

let world: TestWorld;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test('a provider is added with a key from the standard input, listed by its last four characters, and removed', async () => {
  world.passwords.push(KEY);
  expect(await world.json(['provider', 'add', 'cohere'])).toEqual({
    provider: 'cohere',
    baseUrl: null,
    models: ['cohere/embed-v4.0', 'cohere/embed-multilingual-v3.0'],
  });
  const listed = await world.run(['provider', 'list', '--json']);
  expect(JSON.parse(listed.out)).toEqual([
    { provider: 'cohere', baseUrl: null, secretLast4: '0123', updatedAt: expect.any(String) },
  ]);
  expect(await world.json(['provider', 'remove', 'cohere'])).toEqual({ provider: 'cohere', removed: true });
  expect(await world.run(['provider', 'remove', 'cohere'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('No such provider'),
  });
});

test('a key as an argument, an unknown provider and an address in a private network are refused', async () => {
  expect(await world.run(['provider', 'add', 'cohere', '--secret', KEY])).toMatchObject({
    code: 2,
    err: expect.stringContaining('no argument'),
  });
  expect(await world.run(['provider', 'add', 'acme'])).toMatchObject({ code: 2 });
  world.passwords.push(KEY);
  const inside = await world.run(['provider', 'add', 'cohere', '--url', 'https://10.0.0.1/']);
  expect(inside).toMatchObject({ code: expect.any(Number), err: expect.stringContaining('private network') });
  expect(inside.code).not.toBe(0);
});

test('rotation wraps every secret under a new key in the file, and drops old ones when told to', async () => {
  for (const provider of ['openai', 'mistral']) {
    world.passwords.push(KEY);
    await world.json(['provider', 'add', provider]);
  }
  const keys = async () => (await readFile(path.join(world.home, 'sealing-keys'), 'utf8')).trim().split('\n');
  expect(await keys()).toHaveLength(1);
  expect(await world.json(['secrets', 'rotate'])).toEqual({ rewrapped: 2, kept: 0, failed: [], dropped: 0 });
  expect(await keys()).toHaveLength(2);
  expect(await world.json(['secrets', 'rotate', '--old', 'drop'])).toEqual({
    rewrapped: 2,
    kept: 0,
    failed: [],
    dropped: 2,
  });
  expect(await keys()).toHaveLength(1);
  expect(await world.json(['secrets', 'rotate'])).toMatchObject({ rewrapped: 2, failed: [] });
});

test('an endpoint is told to be allowed or not, why, and where it leads, by the rules of saving and calling', async () => {
  const check = async (url: string, ranges = '') => {
    const { out, code } = await world.run(['endpoint', 'check', url, '--json'], {
      environment: { ...world.environment, OUTBOUND_ALLOWED_RANGES: ranges },
    });
    return { ...JSON.parse(out), code };
  };
  expect(await check('https://8.8.8.8/')).toEqual({ allowed: true, reason: null, addresses: ['8.8.8.8'], code: 0 });
  expect(await check('https://0x7f.1/')).toMatchObject({
    allowed: false,
    reason: expect.stringContaining('private network'),
    code: 1,
  });
  expect(await check('http://127.0.0.1:9/', '127.0.0.0/8')).toMatchObject({ allowed: true, addresses: ['127.0.0.1'] });
  expect(await check('http://localhost:9/', '10.0.0.0/8')).toMatchObject({
    allowed: false,
    addresses: expect.arrayContaining(['127.0.0.1']),
  });
  expect(await check('https://169.254.169.254/', '169.254.0.0/16')).toMatchObject({ allowed: false });
});
