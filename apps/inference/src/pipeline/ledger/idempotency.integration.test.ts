import { createHash } from 'node:crypto';
import { nano } from '@gridsky/api/domain';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { holdCredit } from './credit-holds.ts';
import { findRepeat, forgetIdempotencyRecords, type Idempotency } from './idempotency.ts';
import { openTestLedger, type TestLedger } from './testing/ledger.ts';
import { usageRow } from './testing/usage-row.ts';
import type { UsageRow } from './usage-row.ts';

const PRICE = 7n;
const HOUR_MS = 3_600_000;
const now = new Date('2031-03-14T12:00:00Z');
const later = (hours: number) => new Date(now.getTime() + hours * HOUR_MS);

let ledger: TestLedger;
let tenantId: string;

beforeAll(async () => {
  ledger = await openTestLedger();
});
beforeEach(async () => {
  tenantId = await ledger.createTenant(nano(1_000n));
});
afterAll(() => ledger?.close());

test('a repeat within 24 h is written with the request that it repeats, no tokens, no cost, and its hold comes back', async () => {
  const first = await heldRow(now, asked('k', 'a'));
  const second = await heldRow(later(23.9), asked('k', 'a'));
  expect(await ledger.insert([first])).toEqual(new Map());
  expect(await ledger.insert([second])).toEqual(new Map([[second.id, first.id]]));
  expect(await ledger.events(tenantId)).toMatchObject([
    { id: first.id, tokens: 100, costNano: PRICE, repeatOf: null },
    { id: second.id, tokens: 0, costNano: 0n, repeatOf: first.id, inputs: 2 },
  ]);
  expect(await ledger.account(tenantId)).toMatchObject({ available: 1_000n - PRICE, held: 0n, settled: PRICE });
});

test('of 40 repeats at once on four connections, in one statement or many, one is charged', async () => {
  const rows = await Promise.all(Array.from({ length: 40 }, () => heldRow(now, asked('k', 'a'))));
  await Promise.all(
    Array.from({ length: 20 }, (_, batch) =>
      ledger.insert(rows.slice(batch * 2, batch * 2 + 2), ledger.pools[batch % 4]),
    ),
  );
  const events = await ledger.events(tenantId);
  const [charged, ...others] = events.filter(({ repeatOf }) => repeatOf === null);
  expect(others).toEqual([]);
  expect(events).toHaveLength(40);
  expect(new Set(events.map(({ repeatOf }) => repeatOf))).toEqual(new Set([null, charged?.id]));
  expect(await ledger.account(tenantId)).toMatchObject({ held: 0n, settled: PRICE, holds: 0n });
});

test('writing the same rows again after a lost connection changes nothing', async () => {
  const rows = [await heldRow(now, asked('k', 'a')), await heldRow(now, asked('k', 'a'))];
  await ledger.insert(rows);
  const before = [await ledger.events(tenantId), await ledger.account(tenantId)];
  await ledger.insert(rows);
  expect([await ledger.events(tenantId), await ledger.account(tenantId)]).toEqual(before);
});

test("after 24 h, under another key, for another request or in another tenant it's a request of its own", async () => {
  const other = await ledger.createTenant(nano(1_000n));
  const rows = [
    await heldRow(now, asked('k', 'a')),
    await heldRow(now, asked('l', 'a')),
    await heldRow(now, asked('k', 'b')),
    { ...(await heldRow(now, asked('k', 'a'))), tenantId: other },
  ];
  for (const row of rows) expect(await ledger.insert([row])).toEqual(new Map());
  expect(await ledger.insert([await heldRow(later(24), asked('k', 'a'))])).toEqual(new Map());
  expect(await ledger.account(tenantId)).toMatchObject({ settled: PRICE * 5n });
});

test('a repeat is known before the work, for its tenant and for 24 h; another request under its key is refused', async () => {
  await ledger.insert([await heldRow(now, asked('k', 'a'))]);
  const find = (what: Idempotency, at: Date, tenant = tenantId) => findRepeat(ledger.system, tenant, what, at);
  expect(await find(asked('k', 'a'), later(23.9))).toBe(true);
  expect(await find(asked('k', 'a'), later(24))).toBe(false);
  expect(await find(asked('l', 'a'), now)).toBe(false);
  expect(await find(asked('k', 'a'), now, await ledger.createTenant(nano(0n)))).toBe(false);
  await expect(find(asked('k', 'b'), now)).rejects.toMatchObject({ code: 'invalid', param: 'Idempotency-Key' });
});

test('records are forgotten after 24 h and not before', async () => {
  await ledger.insert([await heldRow(now, asked('k', 'a'))]);
  await forgetIdempotencyRecords(ledger.system, later(23.9));
  expect(await findRepeat(ledger.system, tenantId, asked('k', 'a'), now)).toBe(true);
  expect(await forgetIdempotencyRecords(ledger.system, later(24))).toBeGreaterThan(0);
  expect(await findRepeat(ledger.system, tenantId, asked('k', 'a'), now)).toBe(false);
});

function asked(key: string, request: string): Idempotency {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return { keyHash: hash(key), requestHash: hash(request) };
}

async function heldRow(createdAt: Date, idempotency: Idempotency): Promise<UsageRow> {
  const row = usageRow({ tenantId, createdAt, costNano: nano(PRICE), hold: 'settle', idempotency });
  await holdCredit(ledger.system, { requestId: row.id, tenantId, amountNano: nano(PRICE), createdAt });
  return row;
}
