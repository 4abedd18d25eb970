import { randomUUID } from 'node:crypto';
import { nano } from '@gridsky/api/domain';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { holdCredit } from './credit-holds.ts';
import { openTestLedger, type TestLedger } from './testing/ledger.ts';
import { usageRow } from './testing/usage-row.ts';
import type { UsageRow } from './usage-row.ts';
import { createUsageWriter } from './usage-writer.ts';

const PRICE = 3n;
const now = new Date('2031-03-14T12:00:00Z');

let ledger: TestLedger;
let tenantIds: string[];

beforeAll(async () => {
  ledger = await openTestLedger();
});
beforeEach(async () => {
  tenantIds = await Promise.all(Array.from({ length: 4 }, () => ledger.createTenant(nano(1_000n))));
});
afterAll(() => ledger?.close());

test('a row keeps every measure of its request', async () => {
  const [tenantId = ''] = tenantIds;
  const refused = { status: 429, errorCode: 'rate_limited_requests', dimensions: null, askedModel: 'another-name' };
  const row = usageRow({ tenantId, createdAt: now, ...refused });
  await ledger.insert([row]);
  const { hold: _hold, idempotency: _idempotency, ...written } = row;
  expect(await ledger.events(tenantId)).toEqual([{ ...written, repeatOf: null }]);
});

test('settling moves what was held to settled, releasing gives it back, and the sums hold for every tenant', async () => {
  const rows = await heldRows(40, (index) => (index % 4 === 0 ? 'release' : 'settle'));
  await ledger.insert(rows);
  for (const tenantId of tenantIds) {
    const own = rows.filter((row) => row.tenantId === tenantId);
    const settled = PRICE * BigInt(own.filter(({ hold }) => hold === 'settle').length);
    const account = { granted: 1_000n, available: 1_000n - settled, held: 0n, settled, unpaid: 0n, holds: 0n };
    expect(await ledger.account(tenantId)).toEqual(account);
  }
});

test('the same rows again, alone, in other company or at once from four pools, change nothing', async () => {
  const rows = await heldRows(60, () => 'settle');
  await Promise.all(ledger.pools.map((pool) => ledger.insert(rows, pool)));
  const before = await everything();
  await ledger.insert(rows);
  await ledger.insert([...rows.slice(0, 10), ...rows.slice(0, 10)]);
  const [extra] = await heldRows(1, () => 'settle');
  if (!extra) throw new Error('unreachable');
  await ledger.insert([...rows, extra]);
  const after = await everything();
  expect(before.events).toBe(60);
  expect(after.events).toBe(61);
  expect(after.settled).toBe(before.settled + PRICE);
  expect(after.settled).toBe(61n * PRICE);
});

test.each([1, 2, 4, 5, 40])(
  '%i rows with nothing held are there once, however often and in whatever company they come',
  async (count) => {
    const [tenantId = ''] = tenantIds;
    const plain = (listNano: bigint) => usageRow({ tenantId, createdAt: now, listNano: nano(listNano) });
    for (const price of [0n, PRICE]) {
      const rows = Array.from({ length: count }, () => plain(price));
      const [first = plain(price)] = rows;
      await Promise.all(ledger.pools.map((pool) => ledger.insert(rows, pool)));
      expect(await ledger.insert([first, plain(price)])).toEqual(new Map());
      await ledger.insert([first]);
    }
    const events = await ledger.events(tenantId);
    expect(events).toHaveLength(2 * (count + 1));
    expect(events.filter(({ listNano }) => listNano === PRICE)).toHaveLength(count + 1);
  },
);

test('batches that settle the same tenants in every order at once all commit', async () => {
  const rows = await heldRows(200, () => 'settle');
  const batches = Array.from({ length: 20 }, (_, batch) => {
    const own = rows.filter((_row, index) => index % 20 === batch);
    return batch % 2 ? own.reverse() : own;
  });
  await Promise.all(batches.map((batch, index) => ledger.insert(batch, ledger.pools[index % 4])));
  expect(await everything()).toEqual({ events: 200, settled: 200n * PRICE });
});

test('a connection that breaks in the middle of the statement is replaced and the rows are there once', async () => {
  const rows = await heldRows(8, () => 'settle');
  const unlock = await ledger.lockAccounts();
  const inserting = ledger.insert(rows);
  await ledger.breakWaitingConnection();
  await unlock();
  await inserting;
  expect(await everything()).toEqual({ events: 8, settled: 8n * PRICE });
});

test('connections that broke while idle are replaced', async () => {
  const rows = await heldRows(8, () => 'settle');
  await ledger.breakAllConnections();
  await ledger.insert(rows);
  expect(await everything()).toEqual({ events: 8, settled: 8n * PRICE });
});

test('the writer answers each of 500 requests only after its row is committed', async () => {
  const [tenantId = ''] = tenantIds;
  const writer = createUsageWriter(ledger.system);
  const rows = Array.from({ length: 500 }, () => usageRow({ tenantId, createdAt: now }));
  const answers = rows.map(async (row) => {
    await writer.commit(row);
    return ledger.hasEvent(row.id);
  });
  expect(await Promise.all(answers)).toEqual(rows.map(() => true));
  expect(writer.pending).toBe(0);
});

test('a row that the database refuses fails its own request', async () => {
  const [tenantId = ''] = tenantIds;
  const writer = createUsageWriter(ledger.system);
  await expect(writer.commit(usageRow({ tenantId, createdAt: now, tokens: -1 }))).rejects.toThrow(
    'usage_event_positive',
  );
  await expect(writer.commit(usageRow({ tenantId, createdAt: now }))).resolves.toBeNull();
});

test('a row that the database refuses takes none of its neighbours down', async () => {
  const [tenantId = ''] = tenantIds;
  const reported: string[] = [];
  const writer = createUsageWriter(ledger.system, { report: (_error, what) => reported.push(what) });
  const bad = usageRow({ tenantId, createdAt: now, status: 400, model: 'a\0b' });
  const good = Array.from({ length: 9 }, () => usageRow({ tenantId, createdAt: now }));
  const answers = [...good.slice(0, 4), bad, ...good.slice(4)].map((row) =>
    row === bad ? writer.record(row) : writer.commit(row),
  );
  await Promise.all(answers);
  await writer.flush();
  expect(await Promise.all(good.map(({ id }) => ledger.hasEvent(id)))).toEqual(good.map(() => true));
  expect(reported).toEqual([`usage row of ${bad.id}`]);
});

/** Rows of all tenants in turn, each with its credit held. */
async function heldRows(count: number, outcome: (index: number) => UsageRow['hold']): Promise<UsageRow[]> {
  const rows = Array.from({ length: count }, (_, index) => {
    const tenantId = tenantIds[index % tenantIds.length] ?? randomUUID();
    return usageRow({ tenantId, createdAt: now, costNano: nano(PRICE), hold: outcome(index) });
  });
  for (const { id, tenantId } of rows)
    await holdCredit(ledger.system, { requestId: id, tenantId, amountNano: nano(PRICE), createdAt: now });
  return rows;
}

async function everything(): Promise<{ events: number; settled: bigint }> {
  const events = await Promise.all(tenantIds.map((tenantId) => ledger.events(tenantId)));
  const accounts = await Promise.all(tenantIds.map((tenantId) => ledger.account(tenantId)));
  return {
    events: events.flat().length,
    settled: accounts.reduce((sum, { settled }) => sum + settled, 0n),
  };
}
