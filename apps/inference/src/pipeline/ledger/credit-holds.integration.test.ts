import { randomUUID } from 'node:crypto';
import { nano } from '@gridsky/api/domain';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { holdCredit, releaseStaleHolds } from './credit-holds.ts';
import { openTestLedger, type TestLedger } from './testing/ledger.ts';
import { usageRow } from './testing/usage-row.ts';

const PRICE = 7n;

let ledger: TestLedger;
let tenantId: string;
const now = new Date('2031-03-14T12:00:00Z');

beforeAll(async () => {
  ledger = await openTestLedger();
});
beforeEach(async () => {
  tenantId = await ledger.createTenant(nano(50n * PRICE));
});
afterAll(() => ledger?.close());

test('of 200 requests that race on credit for 50, over four pools, exactly 50 get it', async () => {
  const outcomes = await Promise.all(Array.from({ length: 200 }, (_, index) => hold({ pool: index % 4 })));
  expect(outcomes.filter(Boolean)).toHaveLength(50);
  expect(await ledger.account(tenantId)).toEqual({
    granted: 50n * PRICE,
    available: 0n,
    held: 50n * PRICE,
    settled: 0n,
    unpaid: 0n,
    holds: 50n * PRICE,
  });
});

test('requests of many sizes never take more than there is, and leave less than the smallest that was refused', async () => {
  const amounts = Array.from({ length: 200 }, (_, index) => BigInt(1 + ((index * 7) % 20)));
  const outcomes = await Promise.all(amounts.map((amountNano, index) => hold({ amountNano, pool: index % 4 })));
  const taken = amounts.filter((_, index) => outcomes[index]).reduce((sum, amount) => sum + amount, 0n);
  const refused = amounts.filter((_, index) => !outcomes[index]).sort((a, b) => Number(a - b));
  const account = await ledger.account(tenantId);
  expect(account).toMatchObject({ available: 50n * PRICE - taken, held: taken, holds: taken });
  expect(account.available).toBeGreaterThanOrEqual(0n);
  expect(account.available).toBeLessThan(refused[0] ?? 0n);
});

test('the last nano-dollar can be held, one more cannot', async () => {
  expect(await hold({ amountNano: 50n * PRICE + 1n })).toBe(false);
  expect(await hold({ amountNano: 50n * PRICE })).toBe(true);
  expect(await hold({ amountNano: 1n })).toBe(false);
});

test('a request that asks twice holds once: the second time fails and takes nothing', async () => {
  const requestId = randomUUID();
  expect(await hold({ requestId })).toBe(true);
  await expect(hold({ requestId })).rejects.toMatchObject({ code: '23505' });
  expect(await ledger.account(tenantId)).toMatchObject({ held: PRICE, holds: PRICE });
});

test('a tenant that does not exist holds nothing', async () => {
  tenantId = randomUUID();
  expect(await hold({})).toBe(false);
});

test('holds of killed processes come back, once, however many processes look for them; younger ones stay', async () => {
  const old = new Date(now.getTime() - 15 * 60_000);
  for (let count = 0; count < 10; count++) await hold({ createdAt: old });
  await hold({ createdAt: now });
  const released = await Promise.all(ledger.pools.map((pool) => releaseStaleHolds(pool, new Date(old.getTime() + 1))));
  expect(released.reduce((sum, count) => sum + count, 0)).toBe(10);
  expect(await ledger.account(tenantId)).toMatchObject({ available: 49n * PRICE, held: PRICE, holds: PRICE });
});

test('a hold that is settled while it is being released is paid once, whichever comes first', async () => {
  const requestIds = Array.from({ length: 40 }, () => randomUUID());
  await Promise.all(requestIds.map((requestId) => hold({ requestId })));
  const rows = requestIds.map((id) =>
    usageRow({ id, tenantId, createdAt: now, costNano: nano(PRICE), hold: 'settle' }),
  );
  await Promise.all([
    ...rows.map((row) => ledger.insert([row])),
    ...ledger.pools.map((pool) => releaseStaleHolds(pool, new Date(now.getTime() + 1))),
  ]);
  await ledger.insert(rows);
  const settled = 40n * PRICE;
  expect(await ledger.account(tenantId)).toMatchObject({
    available: 10n * PRICE,
    held: 0n,
    holds: 0n,
    settled,
    unpaid: 0n,
  });
});

test('what settles after its hold was given back takes what is left, and the rest is written down: never below zero', async () => {
  const requestIds = Array.from({ length: 50 }, () => randomUUID());
  await Promise.all(requestIds.map((requestId) => hold({ requestId })));
  expect(await releaseStaleHolds(ledger.system, new Date(now.getTime() + 1))).toBe(50);
  // Others have taken most of it meanwhile: 5 are left, of which half a request is not enough for one more.
  expect(await hold({ amountNano: 45n * PRICE + 3n })).toBe(true);
  const rows = requestIds.map((id) =>
    usageRow({ id, tenantId, createdAt: now, costNano: nano(PRICE), hold: 'settle' }),
  );
  await Promise.all(rows.map((row, index) => ledger.insert([row], ledger.pools[index % 4])));
  const [settled, unpaid] = [5n * PRICE - 3n, 45n * PRICE + 3n];
  expect(await ledger.account(tenantId)).toMatchObject({ available: 0n, held: 45n * PRICE + 3n, settled, unpaid });
});

function hold({ requestId = randomUUID(), amountNano = PRICE, createdAt = now, pool = 0 }) {
  const chosen = ledger.pools[pool];
  if (!chosen) throw new RangeError(`no pool ${pool}`);
  return holdCredit(chosen, { requestId, tenantId, amountNano: nano(amountNano), createdAt });
}
