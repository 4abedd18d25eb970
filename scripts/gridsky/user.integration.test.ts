import { openDatabase } from '@gridsky/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorld, type TestWorld } from './testing/world.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

let world: TestWorld;
let tenant = '';

beforeAll(async () => {
  world = await createTestWorld();
  tenant = String((await world.json(['tenant', 'create', '--name', 'Sky Ltd', '--plan', 'starter'])).id);
});
afterAll(() => world.close());

test('create makes a member with the password from the input, and set-password replaces it', async () => {
  world.passwords.push('correct horse battery');
  const made = await world.json([
    'user',
    'create',
    '--email',
    'Ada@Example.com',
    '--tenant',
    tenant,
    '--role',
    'owner',
  ]);
  expect(made).toEqual({ id: expect.stringMatching(uuid), email: 'ada@example.com', tenant, role: 'owner' });
  const hash = await passwordHash('ada@example.com');
  expect(hash).toMatch(/^\$argon2id\$/);

  world.passwords.push('another good password');
  expect(await world.json(['user', 'set-password', '--email', 'ada@example.com'])).toMatchObject({ id: made.id });
  expect(await passwordHash('ada@example.com')).not.toBe(hash);
});

test('remove-second-factor says who has none, and who nobody knows', async () => {
  const none = await world.run(['user', 'remove-second-factor', '--email', 'ada@example.com']);
  expect(none).toMatchObject({ code: 1, err: expect.stringContaining('ada@example.com has no authenticator') });
  const nobody = await world.run(['user', 'remove-second-factor', '--email', 'nobody@example.com']);
  expect(nobody).toMatchObject({ code: 1, err: expect.stringContaining('No such user') });
});

test('on a terminal the password is asked twice, and two different ones change nothing', async () => {
  world.passwords.push('correct horse battery', 'correct horse bettery');
  const outcome = await world.run(['user', 'create', '--email', 'bob@example.com'], { terminal: true });
  expect(outcome).toMatchObject({ code: 1, err: expect.stringContaining('differ') });
  expect(await passwordHash('bob@example.com')).toBeUndefined();
});

test.each([
  ['a short password', 'bob@example.com', 'short', 'The password: Use at least 10 characters.'],
  ['a wrong address', 'bob', 'correct horse battery', '--email: Enter an e-mail address'],
])('%s is refused', async (_what, email, password, sentence) => {
  world.passwords.push(password);
  const outcome = await world.run(['user', 'create', '--email', email]);
  expect(outcome).toMatchObject({ code: 2, err: expect.stringContaining(sentence) });
});

async function passwordHash(email: string): Promise<string | null | undefined> {
  const database = openDatabase({ ...world.database, connectionsMax: 1 });
  try {
    return (await database.system.user.findUnique({ where: { email } }))?.passwordHash;
  } finally {
    await database.close();
  }
}
