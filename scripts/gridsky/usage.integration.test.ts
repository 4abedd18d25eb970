import { openDatabase } from '@gridsky/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorld, type TestWorld } from './testing/world.ts';

const nobody = '0199c0de-0000-7000-8000-000000000001';

let world: TestWorld;
let tenant = '';

beforeAll(async () => {
  world = await createTestWorld();
  tenant = String((await world.json(['tenant', 'create', '--name', 'Sky Ltd', '--plan', 'starter'])).id);
});
afterAll(() => world.close());

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
