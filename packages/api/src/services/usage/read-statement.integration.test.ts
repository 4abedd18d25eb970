import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type NanoDollars, nano } from '../../domain/money.ts';
import { createAccount, openTestPlatform, type TestAccount, type TestPlatform } from '../../testing/platform.ts';
import { seededRandom } from '../../testing/seeded-random.ts';
import { insertUsage, type TestUsageEvent, usageEvent } from '../../testing/usage-events.ts';
import { createKey, createKeyInput } from '../key/create-key.ts';
import { closeUsageHours } from './close-hours.ts';
import { readStatement, readStatementLines } from './read-statement.ts';

let platform: TestPlatform;
let account: TestAccount;

beforeAll(async () => {
  platform = await openTestPlatform();
});
beforeEach(async () => {
  account = await createAccount(platform);
});
afterAll(() => platform?.close());

test('a month’s statement is the sum of its usage rows to the token, by model, key and day, hours closed or not', async () => {
  const keys = await Promise.all(
    ['A', 'B', 'C'].map((name) => createKey(account.context, createKeyInput.parse({ name }))),
  );
  const random = seededRandom(7);
  const start = Date.parse('2031-02-26T00:00:00Z');
  const events = Array.from({ length: 400 }, () => {
    const tokens = random.below(100_000);
    const failed = random.below(10) === 0;
    return usageEvent({
      tenantId: account.tenantId,
      createdAt: new Date(start + random.below(16 * 86_400_000)),
      keyId: random.pick(keys).key.id,
      model: random.pick(['plugsky-embed-v1', 'plugsky-embed-large']),
      status: failed ? 429 : 200,
      tokens: failed ? 0 : tokens,
      costNano: nano(failed ? 0n : BigInt(tokens) * 20n),
      listNano: nano(failed ? 0n : BigInt(tokens) * 130n),
    });
  });
  await insertUsage(platform.owner, events);
  await expectEqualToRows('2031-02', events);
  await expectEqualToRows('2031-03', events);
  await closeUsageHours(platform.database, new Date('2031-03-05T10:20:00Z'));
  await expectEqualToRows('2031-02', events);
  await expectEqualToRows('2031-03', events);
});

test('a month begins and ends to the millisecond in UTC', async () => {
  const at = (createdAt: string, tokens: number) =>
    usageEvent({ tenantId: account.tenantId, createdAt: new Date(createdAt), tokens, costNano: nano(0n) });
  await insertUsage(platform.owner, [
    at('2031-04-30T23:59:59.999Z', 1),
    at('2031-05-01T00:00:00.000Z', 10),
    at('2031-05-31T23:59:59.999Z', 100),
    at('2031-06-01T00:00:00.000Z', 1_000),
  ]);
  const statement = await readStatement(account.context, { month: '2031-05' });
  expect(statement.total).toMatchObject({ requests: 2, tokens: 110 });
  expect(statement.days.map(({ day, tokens }) => [day, tokens])).toEqual([
    ['2031-05-01', 10],
    ['2031-05-31', 100],
  ]);
  expect((await readStatement(account.context, { month: '2031-06' })).total.tokens).toBe(1_000);
});

test('it tells tokens of a priced model that have no list price, but not those of test keys', async () => {
  const at = new Date('2031-07-02T12:00:00Z');
  const live = await createKey(account.context, createKeyInput.parse({ name: 'Old' }));
  const test = await createKey(account.context, createKeyInput.parse({ name: 'Test', mode: 'test' }));
  const row = (keyId: string, tokens: number, listNano: bigint) =>
    usageEvent({
      tenantId: account.tenantId,
      createdAt: at,
      keyId,
      tokens,
      costNano: nano(0n),
      listNano: nano(listNano),
    });
  await insertUsage(platform.owner, [row(live.key.id, 70, 0n), row(live.key.id, 5, 100n), row(test.key.id, 900, 0n)]);
  expect(await readStatement(account.context, { month: '2031-07' })).toMatchObject({
    unpricedTokens: 70,
    total: { tokens: 975 },
  });
  expect((await readStatement(account.context, { month: '2031-08' })).unpricedTokens).toBe(0);
});

test('it names keys, also of ones that are gone, tells credit granted in the month, and whether the month is over', async () => {
  const { key } = await createKey(account.context, createKeyInput.parse({ name: 'Crawler' }));
  const createdAt = platform.now();
  await insertUsage(platform.owner, [
    usageEvent({ tenantId: account.tenantId, keyId: key.id, createdAt, costNano: nano(0n) }),
    usageEvent({ tenantId: account.tenantId, createdAt, costNano: nano(0n) }),
  ]);
  const statement = await readStatement(account.context, { month: '2031-03' });
  expect(statement.keys.map(({ name, display }) => [name, display]).sort()).toEqual([
    ['A key that is gone', ''],
    ['Crawler', key.display],
  ]);
  expect(statement).toMatchObject({ tenantName: 'Acme', planName: 'Trial', final: false, grantedNano: 5_000_000_000n });
  expect((await readStatement(account.context, { month: '2031-02' })).final).toBe(true);
});

test('a month in which nothing was asked is all zeros, and another tenant’s usage is none of it', async () => {
  const other = await createAccount(platform);
  await insertUsage(platform.owner, [usageEvent({ tenantId: other.tenantId, createdAt: platform.now() })]);
  const statement = await readStatement(account.context, { month: '2031-03' });
  expect(statement).toMatchObject({
    total: { requests: 0, tokens: 0, listNano: 0n, creditNano: 0n },
    models: [],
    keys: [],
    days: [],
  });
  expect(await readStatementLines(account.context, { month: '2031-03' })).toEqual([]);
});

async function expectEqualToRows(month: string, events: readonly TestUsageEvent[]): Promise<void> {
  const own = events.filter(({ createdAt }) => createdAt.toISOString().startsWith(month));
  expect(own.length).toBeGreaterThan(50);
  const { models, keys, days, total } = await readStatement(account.context, { month });
  const lines = await readStatementLines(account.context, { month });
  const groups = <Row extends { requests: number; tokens: number; listNano: NanoDollars; creditNano: NanoDollars }>(
    rows: readonly Row[],
    name: (row: Row) => string,
  ) => Object.fromEntries(rows.map((row) => [name(row), [row.requests, row.tokens, row.listNano, row.creditNano]]));
  expect(groups([total], () => '')).toEqual(sums(own, () => ''));
  expect(groups(models, ({ model }) => model)).toEqual(sums(own, ({ model }) => model));
  expect(groups(keys, ({ keyId }) => keyId)).toEqual(sums(own, ({ keyId }) => keyId));
  expect(groups(days, ({ day }) => day)).toEqual(sums(own, (event) => dayOf(event)));
  expect(groups(lines, ({ day, model, keyId }) => `${day} ${model} ${keyId}`)).toEqual(
    sums(own, (event) => `${dayOf(event)} ${event.model} ${event.keyId}`),
  );
}

/** Requests, tokens, list cost and credit of each group, added up one by one. */
function sums(events: readonly TestUsageEvent[], name: (event: TestUsageEvent) => string) {
  const groups: Record<string, [number, number, bigint, bigint]> = {};
  for (const event of events) {
    const [requests, tokens, list, credit] = groups[name(event)] ?? [0, 0, 0n, 0n];
    groups[name(event)] = [requests + 1, tokens + event.tokens, list + (event.listNano ?? 0n), credit + event.costNano];
  }
  return groups;
}

function dayOf({ createdAt }: TestUsageEvent): string {
  return createdAt.toISOString().slice(0, 10);
}
