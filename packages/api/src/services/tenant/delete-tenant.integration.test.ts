import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createAccount, openTestPlatform, type TestAccount, type TestPlatform } from '../../testing/platform.ts';
import { readAllRows } from '../../testing/rows.ts';
import { insertUsage, usageEvent } from '../../testing/usage-events.ts';
import { inviteMember } from '../invitation/invite-member.ts';
import { createKey, createKeyInput, hashSecret } from '../key/create-key.ts';
import { findPrincipal } from '../key/find-principal.ts';
import { updateKey } from '../key/update-key.ts';
import { listTenants } from '../operator/list-tenants.ts';
import { checkLedger } from '../usage/check-ledger.ts';
import { deleteTenant, keepTenant } from './delete-tenant.ts';
import { getTenant } from './get-tenant.ts';
import { makeTenant } from './make-tenant.ts';
import { removeDueTenants } from './remove-due-tenants.ts';

const DAY_MS = 86_400_000;

let platform: TestPlatform;
let account: TestAccount;
let secret: string;

beforeAll(async () => {
  platform = await openTestPlatform();
});
beforeEach(async () => {
  account = await createAccount(platform, 'Doomed Industries');
  const created = await createKey(account.context, createKeyInput.parse({ name: 'Doomed key' }));
  secret = created.secret;
});
afterAll(() => platform?.close());

test('a deletion wants the typed name, refuses keys at once, and can be taken back for 14 days', async () => {
  const mistyped = deleteTenant(account.context, { name: 'Doomed' });
  await expect(mistyped).rejects.toMatchObject({ code: 'invalid', param: 'name' });
  const deletionDueAt = new Date(platform.now().getTime() + 14 * DAY_MS);
  expect(await deleteTenant(account.context, { name: 'Doomed Industries' })).toEqual({ deletionDueAt });
  expect(await getTenant(account.context)).toMatchObject({ deletionDueAt });
  expect(await principal()).toMatchObject({ tenantDeletionDueAt: deletionDueAt.getTime() });
  const again = deleteTenant(account.context, { name: 'Doomed Industries' });
  await expect(again).rejects.toMatchObject({ code: 'conflict' });

  platform.advance(14 * DAY_MS - 1);
  expect(await removeDueTenants(platform.database, platform.now())).toBe(0);
  await keepTenant(account.context);
  expect(await principal()).toMatchObject({ tenantDeletionDueAt: null });
  platform.advance(1);
  expect(await removeDueTenants(platform.database, platform.now())).toBe(0);
  await expect(keepTenant(account.context)).rejects.toMatchObject({ code: 'conflict' });
});

test('after 14 days nothing personal of it is left in any table, and the ledger still adds up', async () => {
  // Words that no other test writes.
  account = await createAccount(platform, 'Vanishing Industries');
  const { key } = await createKey(account.context, createKeyInput.parse({ name: 'Vanishing key' }));
  const keyId = key.id;
  await inviteMember(account.context, { email: 'guest@vanishing.example', role: 'member' });
  await updateKey(account.context, { keyId, name: 'Vanishing twice' });
  await insertUsage(platform.owner, [usageEvent({ createdAt: platform.now(), tenantId: account.tenantId, keyId })]);
  const other = await createAccount(platform, 'Other Industries');
  await updateKey(other.context, {
    keyId: (await createKey(other.context, createKeyInput.parse({ name: 'Other key' }))).key.id,
    name: 'Other renamed',
  });
  const ledger = () =>
    platform.owner.query(
      'SELECT tenant_id, amount_nano FROM credit_grant UNION ALL SELECT tenant_id, cost_nano FROM usage_event ORDER BY 1, 2',
    );
  const before = await ledger();
  await deleteTenant(account.context, { name: 'Vanishing Industries' });
  platform.advance(14 * DAY_MS);
  await platform.owner.query('DELETE FROM mail');
  // Several processes look after it at once.
  const removed = await Promise.all([1, 2, 3].map(() => removeDueTenants(platform.database, platform.now())));
  expect(removed.reduce((sum, count) => sum + count, 0)).toBe(1);

  const rows = [...(await readAllRows(platform)).keys()];
  for (const word of ['Vanishing', 'vanishing']) {
    expect(
      rows.filter((row) => row.includes(word)),
      word,
    ).toEqual([]);
  }
  expect(rows.filter((row) => row.includes(account.tenantId) && row.includes('203.0.113.7'))).toEqual([]);
  const left = rows.filter((row) => row.includes(account.tenantId)).map((row) => row.split(' ')[0]);
  expect(new Set(left)).toEqual(new Set(['tenant', 'credit_account', 'credit_grant', 'usage_event', 'audit_entry']));
  expect((await ledger()).rows).toEqual(before.rows);
  expect(await checkLedger(platform.database)).toMatchObject({ accounts: [] });
  expect((await listTenants(platform.database)).map(({ id }) => id)).not.toContain(account.tenantId);
  // Another tenant's entries keep what they say.
  expect(rows.some((row) => row.startsWith('audit_entry') && row.includes('Other renamed'))).toBe(true);
});

test('a deletion that fails is tried again later and keeps no other from its end', async () => {
  const other = await createAccount(platform, 'Second in line');
  await deleteTenant(account.context, { name: 'Doomed Industries' });
  platform.advance(1_000);
  await deleteTenant(other.context, { name: 'Second in line' });
  platform.advance(14 * DAY_MS);
  const stuck = `CREATE FUNCTION stuck() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'stuck'; END $$;
    CREATE TRIGGER stuck BEFORE DELETE ON api_key FOR EACH ROW WHEN (OLD.tenant_id = '${account.tenantId}') EXECUTE FUNCTION stuck()`;
  await platform.owner.query(stuck);
  const stateOf = async (id: string) =>
    (await platform.database.system.tenant.findUniqueOrThrow({ where: { id } })).deletedAt;
  await expect(removeDueTenants(platform.database, platform.now())).rejects.toThrow(
    '1 due tenants could not be removed',
  );
  expect(await stateOf(other.tenantId)).not.toBeNull();
  expect(await stateOf(account.tenantId)).toBeNull();
  expect(await principal()).not.toBeNull();
  await platform.owner.query('DROP FUNCTION stuck CASCADE');
  expect(await removeDueTenants(platform.database, platform.now())).toBe(1);
  expect(await stateOf(account.tenantId)).not.toBeNull();
});

test('the audit entries of a tenant that lives cannot be emptied, nor of a deleted one be changed otherwise', async () => {
  const update = (set: string) =>
    platform.database.system.$executeRawUnsafe(`UPDATE audit_entry SET ${set} WHERE tenant_id = '${account.tenantId}'`);
  await expect(update('before = NULL, after = NULL, ip = NULL')).rejects.toThrow('append-only');
  await deleteTenant(account.context, { name: 'Doomed Industries' });
  platform.advance(14 * DAY_MS);
  await removeDueTenants(platform.database, platform.now());
  await expect(update(`after = '{"forged": true}'`)).rejects.toThrow('append-only');
  await expect(update('created_at = now()')).rejects.toThrow('permission denied');
});

test('a tenant made later is owned by its maker, without a second trial credit, also after the first was deleted', async () => {
  const { userId } = account;
  const context = { ...platform.system, actor: { type: 'user' as const, userId } };
  const made = await Promise.all([1, 2].map((n) => makeTenant(context, { name: `Second ${n}`, userId })));
  for (const { tenantId } of made) {
    const credit = await platform.database.system.creditAccount.findUniqueOrThrow({ where: { tenantId } });
    expect(credit.grantedNano).toBe(0n);
    expect(await platform.database.system.membership.findMany({ where: { tenantId } })).toMatchObject([
      { userId, role: 'owner' },
    ]);
  }
  await deleteTenant(account.context, { name: 'Doomed Industries' });
  platform.advance(14 * DAY_MS);
  await removeDueTenants(platform.database, platform.now());
  const { tenantId } = await makeTenant(context, { name: 'Third', userId });
  const credit = await platform.database.system.creditAccount.findUniqueOrThrow({ where: { tenantId } });
  expect(credit.grantedNano).toBe(0n);
});

test('somebody who came by invitation and never had a trial gets one with their first own tenant, once', async () => {
  const user = await platform.database.system.user.create({
    data: { email: 'late@example.com', passwordHash: 'x', emailVerifiedAt: platform.now() },
  });
  const context = { ...platform.system, actor: { type: 'user' as const, userId: user.id } };
  const made = await Promise.all([1, 2, 3].map((n) => makeTenant(context, { name: `Own ${n}`, userId: user.id })));
  const credits = await platform.database.system.creditAccount.findMany({
    where: { tenantId: { in: made.map(({ tenantId }) => tenantId) } },
  });
  expect(credits.map(({ grantedNano }) => grantedNano).sort()).toEqual([0n, 0n, 5_000_000_000n]);
});

function principal() {
  return findPrincipal(platform.database, hashSecret(secret));
}
