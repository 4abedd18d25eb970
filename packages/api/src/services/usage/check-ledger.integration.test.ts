import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAccount, openTestPlatform, type TestAccount, type TestPlatform } from '../../testing/platform.ts';
import { insertUsage, usageEvent } from '../../testing/usage-events.ts';
import { createUsageHistory, HISTORY_START, HOUR_MS } from '../../testing/usage-history.ts';
import { checkLedger } from './check-ledger.ts';
import { closeUsageHours } from './close-hours.ts';

let platform: TestPlatform;
let account: TestAccount;
let other: TestAccount;

beforeEach(async () => {
  platform = await openTestPlatform();
  account = await createAccount(platform);
  other = await createAccount(platform);
  await createUsageHistory(platform, [account.tenantId, account.tenantId, other.tenantId]);
  await closeUsageHours(platform.database, platform.now());
});
afterEach(() => platform?.close());

test('finds nothing in an honest ledger', async () => {
  expect(await checkLedger(platform.database)).toEqual({ hours: [], accounts: [] });
});

test.each([
  'tokens = tokens + 1',
  'requests = requests + 1',
  'errors = errors + 1',
  'inputs = inputs + 1',
  'cost_nano = cost_nano - 1',
  "model = 'other'",
  'key_id = gen_random_uuid()',
])('finds an hour tampered with by %s', async (change) => {
  const { hour, tenant_id } = await anyHour();
  const target = '(SELECT ctid FROM usage_hour WHERE hour = $1 AND tenant_id = $2 LIMIT 1)';
  await platform.owner.query(`UPDATE usage_hour SET ${change} WHERE ctid = ${target}`, [hour, tenant_id]);
  const accounts = change.startsWith('cost_nano') ? [{ tenantId: tenant_id }] : [];
  expect(await checkLedger(platform.database)).toEqual({ hours: [{ hour, tenantId: tenant_id }], accounts });
});

test('finds an hour that was taken away', async () => {
  const { hour, tenant_id } = await anyHour();
  await platform.owner.query('DELETE FROM usage_hour WHERE hour = $1 AND tenant_id = $2', [hour, tenant_id]);
  const accounts = [{ tenantId: tenant_id }];
  expect(await checkLedger(platform.database)).toEqual({ hours: [{ hour, tenantId: tenant_id }], accounts });
});

test('finds an event that came after its hour was closed', async () => {
  const createdAt = new Date(HISTORY_START + HOUR_MS);
  await insertUsage(platform.owner, [usageEvent({ createdAt, tenantId: other.tenantId })]);
  expect((await checkLedger(platform.database)).hours).toEqual([{ hour: createdAt, tenantId: other.tenantId }]);
});

test.each([
  ['credit spent on nothing', 'settled_nano = settled_nano + 1, available_nano = available_nano - 1'],
  ['credit without a grant', 'granted_nano = granted_nano + 1, available_nano = available_nano + 1'],
  ['held credit without a hold', 'held_nano = held_nano + 1, available_nano = available_nano - 1'],
])('finds %s', async (_name, change) => {
  await platform.owner.query(`UPDATE credit_account SET ${change} WHERE tenant_id = $1`, [account.tenantId]);
  expect((await checkLedger(platform.database)).accounts).toEqual([{ tenantId: account.tenantId }]);
});

test('credit out of nothing is refused by the database itself', async () => {
  const change = 'UPDATE credit_account SET available_nano = available_nano + 1';
  await expect(platform.owner.query(change)).rejects.toMatchObject({ constraint: 'credit_account_sum' });
});

async function anyHour(): Promise<{ hour: Date; tenant_id: string }> {
  return (await platform.owner.query('SELECT hour, tenant_id FROM usage_hour LIMIT 1')).rows[0];
}
