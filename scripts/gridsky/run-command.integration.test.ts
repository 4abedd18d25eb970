import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { openDatabase } from '@gridsky/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillModelFolder } from './testing/model-folder.ts';
import { createTestWorld, root, type TestWorld } from './testing/world.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const nobody = '0199c0de-0000-7000-8000-000000000001';

let world: TestWorld;
let tenant = '';

beforeAll(async () => {
  world = await createTestWorld();
  tenant = String((await world.json(['tenant', 'create', '--name', 'Sky Ltd', '--plan', 'starter'])).id);
});
afterAll(() => world.close());

describe('tenant', () => {
  test('create answers with its id on one line, and with the credit it was given', async () => {
    const { code, out, err } = await world.run([
      'tenant',
      'create',
      '--name',
      'Trial',
      '--plan',
      'trial',
      '--credit',
      '0.01',
      '--json',
    ]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^\{.*\}\n$/);
    const id = expect.stringMatching(uuid);
    expect(JSON.parse(out)).toEqual({ id, name: 'Trial', plan: 'trial', credit: '0.01' });
  });

  test('create without credit gives what the plan gives', async () => {
    expect(await world.json(['tenant', 'create', '--name', 'T', '--plan', 'trial'])).toMatchObject({ credit: '5.00' });
  });

  test('suspend, resume and set-plan change what list shows', async () => {
    const shown = async () => {
      const { tenants } = await world.json(['tenant', 'list']);
      return (tenants as { id: string }[]).find(({ id }) => id === tenant);
    };
    await world.json(['tenant', 'suspend', '--id', tenant]);
    await world.json(['tenant', 'set-plan', '--id', tenant, '--plan', 'scale']);
    expect(await shown()).toMatchObject({ name: 'Sky Ltd', status: 'suspended', plan: 'scale', credit: '0.00' });
    await world.json(['tenant', 'resume', '--id', tenant]);
    expect(await shown()).toMatchObject({ status: 'active' });
    expect((await world.run(['tenant', 'list'])).out).toMatch(new RegExp(`^${tenant}  Sky Ltd +scale +active`, 'm'));
  });

  test.each([
    [['tenant', 'create', '--name', 'x', '--plan', 'gold'], 1, 'There is no plan "gold". Choose one of: trial,'],
    [['tenant', 'suspend', '--id', nobody], 1, 'No such tenant.'],
    [
      ['tenant', 'create', '--name', 'x', '--plan', 'trial', '--credit', '1 €'],
      2,
      '--credit is "1 €": it must be dollars',
    ],
    [['tenant', 'create', '--name', 'x'.repeat(81), '--plan', 'trial'], 2, '--name: '],
  ])('%s is refused in words', async (args, code, sentence) => {
    const outcome = await world.run(args);
    expect(outcome).toMatchObject({ code, out: '' });
    expect(outcome.err).toContain(sentence);
    expect(outcome.err).not.toContain('    at ');
  });
});

describe('key', () => {
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
});

describe('user', () => {
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

  async function passwordHash(email: string): Promise<string | undefined> {
    const database = openDatabase({ ...world.database, connectionsMax: 1 });
    try {
      return (await database.system.user.findUnique({ where: { email } }))?.passwordHash;
    } finally {
      await database.close();
    }
  }
});

describe('models', () => {
  const folder = path.join('apps', 'inference', 'models', 'plugsky-embed');

  test('list shows the bundled models with their prices', async () => {
    expect(await world.json(['models', 'list'])).toMatchObject({
      models: [
        { id: 'plugsky-embed-v1', kind: 'bundled', dimensions: 1536, pricePerMillion: '0.02' },
        { id: 'plugsky-embed-large', kind: 'bundled', dimensions: 3072, pricePerMillion: '0.13' },
      ],
    });
  });

  test('add refuses what it can’t read, a hub’s name, a taken id', async () => {
    expect((await world.run(['models', 'add', 'BAAI/bge-small-en'])).err).toContain('isn’t part of this version');
    expect((await world.run(['models', 'add', './nowhere'])).err).toBe(`There is no folder ${root}/nowhere.\n`);
    expect((await world.run(['models', 'add', 'scripts'])).err).toContain('model.onnx');
    expect((await world.run(['models', 'add', folder])).err).toContain('name one of them');
    expect((await world.run(['models', 'add', folder, '--id', 'plugsky-embed-v1'])).err).toContain('bundled model');
  });

  test('add tries a folder and lists it, again keeps its price, remove takes it out', async () => {
    const own = path.join(world.home, 'own-model');
    await mkdir(own);
    await fillModelFolder(own);
    const made = await world.json(['models', 'add', own, '--price', '0.07']);
    expect(made).toMatchObject({ id: 'own-model', folder: own, dimensions: 1536, pricePerMillion: '0.07' });
    const again = await world.run(['models', 'add', 'own-model', '--json'], { folder: world.home });
    expect(JSON.parse(again.out)).toEqual(made);
    const added = { id: 'own-model', kind: 'onnx', folder: own, everyPlan: true, pricePerMillion: '0.07' };
    expect((await world.json(['models', 'list'])).models).toContainEqual(expect.objectContaining(added));
    expect(await world.json(['models', 'remove', '--id', 'own-model'])).toEqual({ id: 'own-model', removed: true });
    expect(await world.run(['models', 'remove', '--id', 'own-model'])).toMatchObject({
      code: 1,
      err: 'No such model.\n',
    });
  });

  test('remove refuses a bundled model', async () => {
    const outcome = await world.run(['models', 'remove', '--id', 'plugsky-embed-v1']);
    expect(outcome).toMatchObject({ code: 1, err: expect.stringContaining("can't be removed") });
  });
});

describe('usage', () => {
  test('counts what is in the ledger, for all and for one tenant, and only days that were asked for', async () => {
    const database = openDatabase({ ...world.database, connectionsMax: 1 });
    const now = new Date('2026-11-21T12:00:00Z');
    try {
      const event = (id: number, createdAt: string, tokens: number, status = 200) => ({
        id: `0199c0de-0000-7000-8000-00000000010${id}`,
        createdAt: new Date(createdAt),
        tenantId: tenant,
        keyId: nobody,
        model: 'plugsky-embed-v1',
        dialect: 'openai',
        status,
        inputs: 1,
        tokens,
        costNano: 1_000_000n,
        queueMs: 0,
        inferMs: 0,
        totalMs: 0,
      });
      await database.system.usageRollup.update({
        where: { id: 1 },
        data: { closedUntil: new Date('2026-11-01T00:00:00Z') },
      });
      await database.system.usageEvent.createMany({
        data: [
          event(1, '2026-11-21T11:00:00Z', 10),
          event(2, '2026-11-21T11:30:00Z', 0, 429),
          event(3, '2026-11-20T00:00:00Z', 5),
          event(4, '2026-11-19T23:59:59Z', 1000),
        ],
      });
    } finally {
      await database.close();
    }
    const sums = { requests: 3, errors: 1, inputs: 3, tokens: 15, cost: '0.003' };
    const days = ['--days', '2', '--json'];
    const all = await world.run(['usage', ...days], { now: () => now });
    expect(JSON.parse(all.out)).toEqual({
      start: '2026-11-20T00:00:00.000Z',
      end: '2026-11-21T12:00:00.000Z',
      rows: [{ tenant, name: 'Sky Ltd', model: 'plugsky-embed-v1', ...sums }],
      total: sums,
    });
    const one = await world.run(['usage', '--tenant', tenant, ...days], { now: () => now });
    expect(JSON.parse(one.out)).toMatchObject({
      rows: [
        { day: '2026-11-20', requests: 1, tokens: 5 },
        { day: '2026-11-21', requests: 2, errors: 1, tokens: 10 },
      ],
      total: sums,
    });
    const text = await world.run(['usage', '--days', '2'], { now: () => now });
    expect(text.out).toMatch(/^total +3 +1 +15 +0\.003$/m);
  });
});

test('admin link prints the public address with a one-time token', async () => {
  const { url } = await world.json(['admin', 'link']);
  expect(url).toMatch(/^https:\/\/sky\.example\/claim-admin\?token=[\w-]{40,}$/);
});

test('a database that can’t be reached is one sentence and exit code 1; the stack only for who asks', async () => {
  const environment = { ...world.environment, DATABASE_URL: 'postgresql://postgres:x@127.0.0.1:1/gridsky' };
  const outcome = await world.run(['tenant', 'list'], { environment });
  expect(outcome).toMatchObject({ code: 1, out: '' });
  expect(outcome.err).toMatch(/^PostgreSQL at 127\.0\.0\.1:1 can't be reached [^\n]+\n$/);
  const debugged = await world.run(['tenant', 'list'], { environment: { ...environment, GRIDSKY_DEBUG: '1' } });
  expect(debugged.err).toContain('    at ');
});

test('an interruption ends the command with 130 after its connections are closed', async () => {
  const signal = AbortSignal.abort();
  expect(await world.run(['tenant', 'list'], { signal })).toEqual({ code: 130, out: '', err: 'Interrupted.\n' });
  const database = openDatabase({ ...world.database, connectionsMax: 1 });
  try {
    const left = await database.system.$queryRaw`
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND usename IN ('gridsky_app', 'gridsky_system')`;
    expect(left).toEqual([]);
  } finally {
    await database.close();
  }
});
