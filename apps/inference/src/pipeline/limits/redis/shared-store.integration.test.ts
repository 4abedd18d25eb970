import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRollingWindows } from '../rolling-window.ts';
import { createSharedStore } from './shared-store.ts';
import { type RedisServer, redisProgram, startRedis } from './testing/redis-server.ts';

describe.skipIf(!redisProgram)('the shared store (skipped without a redis-server)', () => {
  let server: RedisServer;
  let connections: Redis[];
  let at = 1_700_000_000_000;
  const now = () => at;

  beforeAll(async () => {
    server = await startRedis();
    connections = Array.from({ length: 4 }, () => new Redis(server.url));
  });
  afterAll(async () => {
    for (const connection of connections ?? []) connection.disconnect();
    await server?.stop();
  });
  const connection = (index = 0) => connections[index % 4] ?? new Redis(server.url);

  const steps = fc.array(
    fc.record({
      wait: fc.oneof(fc.nat(50), fc.nat(2_000), fc.nat(70_000)),
      charges: fc.array(fc.record({ level: fc.nat(2), amount: fc.nat(6), limit: fc.integer({ min: 1, max: 40 }) }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    { minLength: 1, maxLength: 60 },
  );

  test('decides as the windows in memory do, state for state, in any sequence and from any connection', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const tenantId = randomUUID();
        const windows = createRollingWindows(now);
        for (const [index, { wait, charges }] of sequence.entries()) {
          at += wait;
          const unique = [...new Map(charges.map((charge) => [charge.level, charge])).values()];
          const named = unique.map(({ level, amount, limit }) => ({ name: `level ${level}`, amount, limit }));
          const shared = await createSharedStore(connection(index), now).decide(tenantId, named);
          expect(shared).toEqual(windows.decide(named));
        }
      }),
      { numRuns: 40 },
    );
  });

  test('of 400 requests at once from four connections exactly the limit is admitted, on Redis’s own clock', async () => {
    const tenantId = randomUUID();
    const charges = [
      { name: 'key', amount: 1, limit: 100 },
      { name: 'tenant', amount: 1, limit: 1_000 },
    ];
    const decisions = await Promise.all(
      Array.from({ length: 400 }, (_, index) => createSharedStore(connection(index)).decide(tenantId, charges)),
    );
    expect(decisions.filter(({ admitted }) => admitted)).toHaveLength(100);
    const [, tenant] = (await createSharedStore(connection()).decide(tenantId, charges)).states;
    expect(tenant?.used).toBe(100);
  });

  test('is told what came while it did not hear, and counts it for as long as it lies in the window', async () => {
    const [tenantId, store] = [randomUUID(), createSharedStore(connection(), now)];
    const used = async () =>
      (await store.decide(tenantId, [{ name: 'key', amount: 0, limit: 100 }])).states.map((state) => state.used);
    await store.decide(tenantId, [{ name: 'key', amount: 5, limit: 100 }]);
    await store.merge(tenantId, 'key', [
      { age: 0, amount: 3 },
      { age: 30, amount: 7 },
      { age: 61, amount: 50 },
    ]);
    expect(await used()).toEqual([15]);
    at += 31_000;
    expect(await used()).toEqual([8]);
    at += 31_000;
    expect(await used()).toEqual([0]);
  });

  test('gives as many places as there are, again when they are left, and those of a killed process after a minute', async () => {
    const [tenantId, store] = [randomUUID(), createSharedStore(connection(), now)];
    const leases = Array.from({ length: 20 }, (_, index) => `lease ${index}`);
    const entered = await Promise.all(
      leases.map((lease, index) => createSharedStore(connection(index), now).enter(tenantId, 8, lease)),
    );
    expect(entered.filter(Boolean)).toHaveLength(8);
    const [first = '', second = ''] = leases.filter((_, index) => entered[index]);
    await store.leave(tenantId, first);
    expect(await store.enter(tenantId, 8, 'another')).toBe(true);
    expect(await store.enter(tenantId, 8, 'one too many')).toBe(false);
    at += 40_000;
    await store.renew(tenantId, [second]);
    at += 25_000;
    const after = await Promise.all(leases.slice(0, 10).map((lease) => store.enter(tenantId, 8, `new ${lease}`)));
    expect(after.filter(Boolean)).toHaveLength(7);
  });

  test('knows how many processes live, and that it has met one', async () => {
    const store = createSharedStore(connection(), now);
    expect(await store.heartbeat('a')).toEqual({ processes: 1, remembered: false });
    expect(await store.heartbeat('b')).toEqual({ processes: 2, remembered: false });
    at += 10_000;
    expect(await store.heartbeat('a')).toEqual({ processes: 2, remembered: true });
    at += 6_000;
    expect(await store.heartbeat('a')).toEqual({ processes: 1, remembered: true });
  });
});
