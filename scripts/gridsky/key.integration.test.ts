import { openDatabase } from '@gridsky/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorld, type TestWorld } from './testing/world.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const nobody = '0199c0de-0000-7000-8000-000000000001';

let world: TestWorld;
let tenant = '';

beforeAll(async () => {
  world = await createTestWorld();
  tenant = String((await world.json(['tenant', 'create', '--name', 'Sky Ltd', '--plan', 'starter'])).id);
});
afterAll(() => world.close());

test('create shows the secret, list only its ends, and a revoked key stays revoked', async () => {
  const made = await world.json(['key', 'create', '--tenant', tenant, '--name', 'first']);
  expect(made).toMatchObject({ id: expect.stringMatching(uuid), mode: 'live', scope: 'infer', tenant });
  expect(made.secret).toMatch(/^sk-live-[0-9A-Za-z]{49}$/);

  const list = await world.run(['key', 'list', '--tenant', tenant, '--json']);
  expect(list.out).not.toContain(String(made.secret));
  expect(JSON.parse(list.out).keys[0]).toMatchObject({ id: made.id, name: 'first', state: 'active' });

  const revoke = ['key', 'revoke', '--tenant', tenant, '--id', String(made.id)];
  expect(await world.json(revoke)).toEqual({ id: made.id, state: 'revoked' });
  expect(await world.json(['key', 'list', '--tenant', tenant])).toMatchObject({ keys: [{ state: 'revoked' }] });
  expect(await world.run(revoke)).toMatchObject({
    code: 1,
    err: 'This key is revoked for good. Create a new one.\n',
  });
});

test('mode and scope are taken over', async () => {
  const made = await world.json([
    'key',
    'create',
    '--tenant',
    tenant,
    '--name',
    'ci',
    '--mode',
    'test',
    '--scope',
    'read',
  ]);
  expect(made).toMatchObject({ mode: 'test', scope: 'read', secret: expect.stringMatching(/^sk-test-/) });
});

test('a tenant that is not there is said so, on every verb', async () => {
  for (const args of [
    ['key', 'create', '--tenant', nobody, '--name', 'x'],
    ['key', 'list', '--tenant', nobody],
    ['usage', '--tenant', nobody],
  ]) {
    expect(await world.run(args)).toEqual({ code: 1, out: '', err: 'No such tenant.\n' });
  }
});

test('changes by the operator are in the audit log as the system’s', async () => {
  const database = openDatabase({ ...world.database, connectionsMax: 1 });
  try {
    const entries = await database.system.auditEntry.findMany({ where: { tenantId: tenant, action: 'key.revoke' } });
    expect(entries).toMatchObject([{ actorType: 'system', actorId: null, ip: null }]);
  } finally {
    await database.close();
  }
});
