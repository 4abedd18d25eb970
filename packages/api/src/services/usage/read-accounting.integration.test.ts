import { afterEach, beforeEach, expect, test } from 'vitest';
import { type NanoDollars, nano } from '../../domain/money.ts';
import { createAccount, openTestPlatform, type TestAccount, type TestPlatform } from '../../testing/platform.ts';
import { insertUsage, type TestUsageEvent, usageEvent } from '../../testing/usage-events.ts';
import { createUsageHistory, DAY_MS, HISTORY_START, HOUR_MS } from '../../testing/usage-history.ts';
import { createKey, createKeyInput } from '../key/create-key.ts';
import { closeUsageHours } from './close-hours.ts';
import { type AccountingRow, accountingInput, readAccounting, readAccountingSummary } from './read-accounting.ts';

let platform: TestPlatform;
let account: TestAccount;
let own: TestUsageEvent[];

beforeEach(async () => {
  platform = await openTestPlatform();
  account = await createAccount(platform);
  const other = await createAccount(platform);
  const events = await createUsageHistory(platform, [account.tenantId, account.tenantId, other.tenantId]);
  own = events.filter(({ tenantId }) => tenantId === account.tenantId);
});
afterEach(() => platform?.close());

const range = { start: new Date(HISTORY_START), end: new Date(HISTORY_START + 4 * DAY_MS), userId: null, model: null };

test('pages of any size join to the same rows, which sum to the events, before and after hours are closed', async () => {
  for (const closed of [false, true]) {
    if (closed) await closeUsageHours(platform.database, platform.now());
    for (const period of ['hour', 'day', 'week', 'month'] as const) {
      const all = await everyPage(1_000, period);
      expect(await everyPage(7, period)).toEqual(all);
      expect(total(all)).toEqual(totalOf(own));
      const buckets = all.map(({ bucket, model, keyId }) => `${bucket.toISOString()} ${model} ${keyId}`);
      expect(new Set(buckets).size).toBe(buckets.length);
    }
  }
});

test('buckets begin where the period does: on the hour, at midnight, on Monday, on the first', async () => {
  const first = async (period: 'hour' | 'day' | 'week' | 'month') => (await everyPage(1_000, period))[0]?.bucket;
  expect(await first('hour')).toEqual(new Date('2031-03-11T00:00:00Z'));
  expect(await first('day')).toEqual(new Date('2031-03-11T00:00:00Z'));
  expect(await first('week')).toEqual(new Date('2031-03-10T00:00:00Z'));
  expect(await first('month')).toEqual(new Date('2031-03-01T00:00:00Z'));
});

test('a model, and the user who made the keys, narrow it', async () => {
  const { key } = await createKey(account.context, createKeyInput.parse({ name: 'Mine' }));
  const mine = usageEvent({ createdAt: new Date(HISTORY_START + HOUR_MS), tenantId: account.tenantId, keyId: key.id });
  await insertUsage(platform.owner, [mine]);
  const ofModel = { ...range, model: 'mine' };
  const rows = (await readAccounting(account.context, input({ ...ofModel }))).rows;
  expect(total(rows)).toEqual(totalOf(own.filter(({ model }) => model === 'mine')));
  const ofUser = { ...range, userId: account.userId };
  expect(total((await readAccounting(account.context, input(ofUser))).rows)).toEqual(totalOf([mine]));
  const byUser = await readAccountingSummary(account.context, { ...range, groupBy: 'user' });
  expect(byUser.map(({ group }) => group).sort()).toEqual(['', account.userId].sort());
});

test('a summary has a row for each group, the most tokens first, and the same totals', async () => {
  for (const groupBy of ['model', 'key', 'user'] as const) {
    const groups = await readAccountingSummary(account.context, { ...range, groupBy });
    expect(total(groups)).toEqual(totalOf(own));
    const tokens = groups.map((group) => group.tokens);
    expect([...tokens].sort((a, b) => b - a)).toEqual(tokens);
  }
});

test.each([
  ['ends before it starts', { end: new Date(HISTORY_START - 1) }],
  ['is empty', { end: range.start }],
  ['has more than 400 days', { end: new Date(HISTORY_START + 401 * DAY_MS) }],
])('a range that %s is refused by its end', (_name, given) => {
  const result = accountingInput.safeParse({ ...input({}), ...given });
  expect(result.error?.issues).toMatchObject([{ path: ['end'], message: expect.stringContaining('400 days') }]);
});

function input(given: Partial<Parameters<typeof readAccounting>[1]>): Parameters<typeof readAccounting>[1] {
  return { ...range, period: 'hour', detail: 'key', limit: 1_000, after: null, ...given };
}

async function everyPage(limit: number, period: 'hour' | 'day' | 'week' | 'month'): Promise<AccountingRow[]> {
  const all: AccountingRow[] = [];
  let after: AccountingRow | null = null;
  for (;;) {
    const page: { rows: AccountingRow[]; hasMore: boolean } = await readAccounting(
      account.context,
      input({ limit, period, after }),
    );
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    all.push(...page.rows);
    if (!page.hasMore) return all;
    after = page.rows.at(-1) ?? null;
  }
}

type Figures = { requests: number; errors: number; inputs: number; tokens: number; costNano: NanoDollars };

function total(rows: readonly Figures[]): Figures {
  const sum = { requests: 0, errors: 0, inputs: 0, tokens: 0, costNano: nano(0n) };
  for (const row of rows) {
    sum.requests += row.requests;
    sum.errors += row.errors;
    sum.inputs += row.inputs;
    sum.tokens += row.tokens;
    sum.costNano = nano(sum.costNano + row.costNano);
  }
  return sum;
}

function totalOf(events: readonly TestUsageEvent[]): Figures {
  return total(events.map((event) => ({ ...event, requests: 1, errors: event.status >= 400 ? 1 : 0 })));
}
