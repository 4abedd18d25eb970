import { randomUUID } from 'node:crypto';
import { type NanoDollars, nano } from '@gridsky/api/domain';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { holdSpend, releaseStaleHolds } from './credit-holds.ts';
import { openTestLedger, type TestLedger } from './testing/ledger.ts';
import { usageRow } from './testing/usage-row.ts';

const PRICE = 7n;
const now = new Date('2031-03-31T23:59:59.999Z');
const april = new Date('2031-04-01T00:00:00Z');

let ledger: TestLedger;
let tenantId: string;
let keyId: string;

beforeAll(async () => {
  ledger = await openTestLedger();
});
beforeEach(async () => {
  tenantId = await ledger.createTenant(nano(1_000n * PRICE));
  keyId = randomUUID();
});
afterAll(() => ledger?.close());

test('of 200 requests that race on budgets of 50 (key) and 30 (tenant), over four pools, exactly 30 get all they need', async () => {
  await setBudget(keyId, nano(50n * PRICE));
  await setBudget(null, nano(30n * PRICE));
  const outcomes = await Promise.all(Array.from({ length: 200 }, (_, index) => hold({ pool: index % 4 })));
  expect(outcomes.filter((refusal) => refusal === null)).toHaveLength(30);
  for (const refusal of outcomes) if (refusal) expect(refusal).toEqual({ by: 'tenant', leftNano: 0n, limitNano: 210n });
  expect(await months()).toEqual([
    { key: false, month: '2031-03-01', spent: 0n, held: 30n * PRICE, holds: 30n * PRICE, refused: true },
    { key: true, month: '2031-03-01', spent: 0n, held: 30n * PRICE, holds: 30n * PRICE, refused: false },
  ]);
  // A refusal by a budget has taken nothing of the credit.
  expect(await ledger.account(tenantId)).toMatchObject({ held: 30n * PRICE, holds: 30n * PRICE });
});

test('a refusal by the credit takes nothing of a budget', async () => {
  await setBudget(keyId, nano(5_000n * PRICE));
  expect(await hold({ amountNano: nano(1_001n * PRICE) })).toEqual({ by: 'credit', leftNano: 1_000n * PRICE });
  expect((await months()).map(({ held }) => held)).toEqual([]);
});

test('holds settle and are given back while others are asked for: spent and held never pass the budget', async () => {
  await setBudget(keyId, nano(40n * PRICE));
  const looks: bigint[] = [];
  const requests = Array.from({ length: 120 }, async (_, index) => {
    const requestId = randomUUID();
    if (await hold({ requestId, pool: index % 4 })) return 'refused';
    const how = index % 3 === 0 ? 'release' : 'settle';
    const cost = how === 'settle' ? PRICE : 0n;
    await ledger.insert(
      [
        usageRow({
          id: requestId,
          tenantId,
          keyId,
          createdAt: now,
          costNano: nano(cost),
          listNano: nano(cost),
          hold: how,
        }),
      ],
      ledger.pools[index % 4],
    );
    const [month] = await months();
    looks.push((month?.spent ?? 0n) + (month?.held ?? 0n));
    return how;
  });
  const outcomes = await Promise.all(requests);
  const settled = BigInt(outcomes.filter((outcome) => outcome === 'settle').length);
  expect(looks.every((taken) => taken <= 40n * PRICE)).toBe(true);
  expect(await months()).toMatchObject([{ spent: settled * PRICE, held: 0n, holds: 0n }]);
  expect(settled).toBeLessThanOrEqual(40n);
  expect(await ledger.account(tenantId)).toMatchObject({ settled: settled * PRICE, held: 0n, holds: 0n });
});

test('a month ends to the millisecond in UTC: what is asked in the next finds a whole budget', async () => {
  await setBudget(keyId, nano(PRICE));
  expect(await hold({ createdAt: now })).toBeNull();
  expect(await hold({ createdAt: now })).toMatchObject({ by: 'key', leftNano: 0n });
  expect(await hold({ createdAt: april })).toBeNull();
  expect((await months()).map(({ month }) => month)).toEqual(['2031-03-01', '2031-04-01']);
});

test('rows of a key that came by without a hold are counted, and of flat plans too', async () => {
  await setBudget(keyId, nano(10n * PRICE));
  const rows = [1, 2, 3].map(() => usageRow({ tenantId, keyId, createdAt: now, listNano: nano(3n * PRICE) }));
  await ledger.insert(rows);
  await ledger.insert(rows);
  expect(await months()).toMatchObject([{ spent: 9n * PRICE, held: 0n }]);
  expect(await hold({ creditNano: nano(0n) })).toBeNull();
  expect(await hold({ creditNano: nano(0n) })).toEqual({ by: 'key', leftNano: 0n, limitNano: 10n * PRICE });
});

test('holds of killed processes come back to the budget, once', async () => {
  await setBudget(keyId, nano(10n * PRICE));
  for (let count = 0; count < 10; count++) await hold({});
  const later = new Date(now.getTime() + 1);
  await Promise.all(ledger.pools.map((pool) => releaseStaleHolds(pool, later)));
  expect(await months()).toMatchObject([{ spent: 0n, held: 0n, holds: 0n }]);
  expect(await ledger.account(tenantId)).toMatchObject({ held: 0n, holds: 0n });
});

type Asked = {
  requestId?: string;
  amountNano?: NanoDollars;
  creditNano?: NanoDollars;
  createdAt?: Date;
  pool?: number;
};

function hold(asked: Asked) {
  const { requestId = randomUUID(), amountNano = PRICE, createdAt = now, pool = 0 } = asked;
  const { creditNano = amountNano } = asked;
  const chosen = ledger.pools[pool];
  if (!chosen) throw new RangeError(`no pool ${pool}`);
  return holdSpend(chosen, {
    requestId,
    tenantId,
    keyId,
    listNano: nano(amountNano),
    creditNano: nano(creditNano),
    createdAt,
  });
}

async function setBudget(key: string | null, hardNano: NanoDollars): Promise<void> {
  await ledger.system.query('INSERT INTO budget (id, tenant_id, key_id, hard_nano) VALUES ($1, $2, $3, $4)', [
    randomUUID(),
    tenantId,
    key,
    hardNano.toString(),
  ]);
}

/** The tenant's months, its own before its keys'. */
async function months() {
  const { rows } = await ledger.system.query(
    `SELECT b.key_id IS NOT NULL AS key, m.month::text, m.spent_nano AS spent, m.held_nano AS held, m.refused_at IS NOT NULL AS refused,
       (SELECT coalesce(sum(amount_nano), 0) FROM budget_hold h WHERE h.budget_id = m.budget_id AND h.month = m.month) AS holds
     FROM budget_month m JOIN budget b ON b.id = m.budget_id WHERE m.tenant_id = $1 ORDER BY 1, 2`,
    [tenantId],
  );
  return rows.map((row) => ({
    ...row,
    spent: BigInt(row.spent),
    held: BigInt(row.held),
    holds: BigInt(row.holds),
  }));
}
