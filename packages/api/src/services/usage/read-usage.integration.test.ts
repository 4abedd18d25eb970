import { afterEach, beforeEach, expect, test } from 'vitest';
import { nano } from '../../domain/money.ts';
import { createAccount, openTestPlatform, type TestAccount, type TestPlatform } from '../../testing/platform.ts';
import { seededRandom } from '../../testing/seeded-random.ts';
import { insertUsage, type TestUsageEvent, usageEvent } from '../../testing/usage-events.ts';
import { createUsageHistory, DAY_MS, HISTORY_START, HOUR_MS } from '../../testing/usage-history.ts';
import { createKey, createKeyInput } from '../key/create-key.ts';
import { closeUsageHours } from './close-hours.ts';
import { readUsage, type UsageRow, usageInput } from './read-usage.ts';

let platform: TestPlatform;
let account: TestAccount;
let other: TestAccount;
let events: TestUsageEvent[];

beforeEach(async () => {
  platform = await openTestPlatform();
  account = await createAccount(platform);
  other = await createAccount(platform);
  events = await createUsageHistory(platform, [account.tenantId, account.tenantId, other.tenantId]);
});
afterEach(() => platform?.close());

test('usage equals the sum of the events for any range, open hours, closed hours and hours cut in two alike', async () => {
  await closeUsageHours(platform.database, platform.now());
  const { below, pick } = seededRandom(7);
  for (let round = 0; round < 40; round++) {
    const [a, b] = [HISTORY_START + below(4 * DAY_MS), HISTORY_START + below(4 * DAY_MS)];
    const grain = pick([1, 1, HOUR_MS, DAY_MS]);
    const [start, end] = [Math.min(a, b), Math.max(a, b)].map((at) => new Date(at - (at % grain)));
    if (!start || !end) throw new Error('unreachable');
    const input = { start, end, period: pick(['hour', 'day'] as const), groupBy: pick(['model', 'key'] as const) };
    expect(await readUsage(account.context, input), JSON.stringify(input)).toEqual(sum(events, input));
  }
});

test('usage is the same before and after its hours are closed', async () => {
  const input = { start: new Date(HISTORY_START), end: platform.now(), period: 'hour', groupBy: 'key' } as const;
  const before = await readUsage(account.context, input);
  expect(before).toEqual(sum(events, input));
  await closeUsageHours(platform.database, platform.now());
  expect(await readUsage(account.context, input)).toEqual(before);
});

test('usage is empty for a range that ends before it starts', async () => {
  const input = { start: platform.now(), end: new Date(HISTORY_START), period: 'day', groupBy: 'model' } as const;
  expect(await readUsage(account.context, input)).toEqual([]);
});

test('by user, usage is that of the keys that each made; of keys made by nobody it has no name', async () => {
  const { key } = await createKey(account.context, createKeyInput.parse({ name: 'Mine' }));
  // Behind the history, so that nothing else is in it.
  const at = new Date(platform.now().getTime() + DAY_MS);
  await insertUsage(platform.owner, [
    usageEvent({ tenantId: account.tenantId, createdAt: at, keyId: key.id, tokens: 7 }),
    usageEvent({ tenantId: account.tenantId, createdAt: at, tokens: 8 }),
  ]);
  const input = { start: at, end: new Date(at.getTime() + 1), period: 'day', groupBy: 'user' } as const;
  const rows = await readUsage(account.context, input);
  expect(rows.map(({ group, tokens }) => [group, tokens])).toEqual([
    ['', 8],
    [account.userId, 7],
  ]);
});

test.each([
  ['day', 400, null],
  ['day', 401, /at most 400 days/],
  ['hour', 31, null],
  ['hour', 32, /By hour .* at most 31 days/],
] as const)('by %s a range of %d days is answered or refused in words: %s', async (period, days, message) => {
  const input = {
    start: new Date(HISTORY_START - days * DAY_MS),
    end: new Date(HISTORY_START),
    period,
    groupBy: 'key',
  };
  const answer = readUsage(account.context, usageInput.parse(input));
  if (message) await expect(answer).rejects.toMatchObject({ code: 'invalid', param: 'end', message });
  else expect(await answer).toEqual([]);
});

/** The sum that anybody would write. */
function sum(
  all: TestUsageEvent[],
  { start, end, period, groupBy }: { start: Date; end: Date; period: 'hour' | 'day'; groupBy: 'model' | 'key' },
): UsageRow[] {
  const rows = new Map<string, UsageRow>();
  for (const event of all) {
    if (event.tenantId !== account.tenantId || event.createdAt < start || event.createdAt >= end) continue;
    const at = event.createdAt.getTime();
    const bucket = new Date(at - (at % (period === 'hour' ? HOUR_MS : DAY_MS)));
    const group = groupBy === 'model' ? event.model : event.keyId;
    const name = `${bucket.toISOString()} ${group}`;
    const row = rows.get(name) ?? { bucket, group, requests: 0, errors: 0, inputs: 0, tokens: 0, costNano: nano(0n) };
    row.requests += 1;
    row.errors += event.status >= 400 ? 1 : 0;
    row.inputs += event.inputs;
    row.tokens += event.tokens;
    row.costNano = nano(row.costNano + event.costNano);
    rows.set(name, row);
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
