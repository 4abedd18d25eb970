import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createAccount,
  memberContext,
  openTestPlatform,
  type TestAccount,
  type TestPlatform,
} from '../../testing/platform.ts';
import { createKey, createKeyInput } from '../key/create-key.ts';
import { revokeKey } from '../key/revoke-key.ts';
import { removeMember } from '../member/remove-member.ts';
import { setTenantPlan } from '../operator/change-tenant.ts';
import { renameTenant } from '../tenant/rename-tenant.ts';
import { type AuditRow, auditInput } from './audit-rows.ts';
import { listAudit, listAuditChoices } from './list-audit.ts';
import { listPlatformAuditChoices } from './list-platform-audit.ts';

let platform: TestPlatform;
let account: TestAccount;
let member: TestAccount;
let admin: TestAccount;
let keyId: string;

beforeAll(async () => {
  platform = await openTestPlatform();
  [account, member, admin] = [
    await createAccount(platform, 'Acme'),
    await createAccount(platform, 'Other'),
    await createAccount(platform, 'The operator'),
  ];
  const { tenantId } = account;
  await platform.database.system.membership.create({ data: { tenantId, userId: member.userId, role: 'member' } });
  platform.advance(7_200_000);
  keyId = (
    await createKey(memberContext(platform, { ...member, tenantId }, 'member'), createKeyInput.parse({ name: 'CI' }))
  ).key.id;
  await revokeKey(account.context, { keyId });
  const operator = {
    ...platform.system,
    actor: { type: 'operator' as const, userId: admin.userId },
    ip: '198.51.100.4',
  };
  await setTenantPlan(operator, tenantId, 'scale');
  await setTenantPlan(platform.system, tenantId, 'builder');
  await renameTenant(account.context, { name: 'Acme Ltd' });
});
afterAll(() => platform?.close());

const list = async (input: Record<string, unknown> = {}): Promise<AuditRow[]> =>
  (await listAudit(account.context, auditInput.parse(input))).rows;
const actions = async (input: Record<string, unknown>) => (await list(input)).map(({ action }) => action);

test('says who did what to what by name, newest first, with before and after', async () => {
  const rows = await list();
  expect(rows[0]).toMatchObject({
    action: 'tenant.rename',
    actorType: 'user',
    actorName: account.email,
    targetType: 'tenant',
    targetName: 'Acme Ltd',
    before: { name: 'Acme' },
    after: { name: 'Acme Ltd' },
    ip: '203.0.113.7',
  });
  expect(rows.find(({ action }) => action === 'key.create')).toMatchObject({
    actorName: member.email,
    targetId: keyId,
    targetName: 'CI',
  });
});

test('of the operator a tenant learns neither who nor from where, and can not search by them', async () => {
  const { tenantId, context } = account;
  // Even when that admin is a member of the tenant.
  await platform.database.system.membership.create({ data: { tenantId, userId: admin.userId, role: 'viewer' } });
  const row = (await list()).find(({ actorType }) => actorType === 'operator');
  expect(row).toMatchObject({ action: 'tenant.set_plan', actorId: null, actorName: null, ip: null });
  expect(await actions({ actorType: 'operator' })).toEqual(['tenant.set_plan']);
  expect(await actions({ actorId: admin.userId })).toEqual([]);
  const choices = await listAuditChoices(context);
  expect(JSON.stringify([choices, await list()])).not.toContain(admin.userId);
  expect(choices.actors).toContainEqual({ type: 'operator', id: null, name: null });
  expect(choices.actors).toContainEqual({ type: 'user', id: member.userId, name: member.email });
});

describe('narrowed', () => {
  test('by action, target, actor and time, and by all of them', async () => {
    expect(await actions({ action: 'key.revoke' })).toEqual(['key.revoke']);
    expect(await actions({ action: 'key.' })).toEqual(['key.revoke', 'key.create']);
    expect(await actions({ targetType: 'key', targetId: keyId })).toEqual(['key.revoke', 'key.create']);
    expect(await actions({ actorType: 'user', actorId: member.userId })).toEqual(['key.create']);
    expect(await actions({ actorType: 'system' })).toEqual(['tenant.set_plan']);
    expect(await actions({ span: { lastHours: 1 }, actorId: account.userId })).toEqual(['tenant.rename', 'key.revoke']);
    const start = new Date(platform.now().getTime() - 8_000_000);
    expect(await actions({ span: { start, end: platform.now() } })).toEqual(['tenant.create', 'credit.grant']);
    expect(await actions({ action: 'key.', actorId: member.userId, span: { lastHours: 1 } })).toEqual(['key.create']);
    expect(await actions({ action: "key.'; DROP TABLE audit_entry" })).toEqual([]);
  });

  test('page by page nothing is shown twice or left out, also among changes of one instant', async () => {
    const all = await list();
    const paged: AuditRow[] = [];
    let cursor: { createdAt: Date; id: string } | null = null;
    do {
      const page = await listAudit(account.context, auditInput.parse({ limit: 2, cursor }));
      paged.push(...page.rows);
      cursor = page.next;
    } while (cursor);
    expect(paged).toEqual(all);
    expect(all.length).toBeGreaterThan(5);
  });
});

test('the operator may choose among all that can happen, which holds all that has', async () => {
  const { actions: choices, targetTypes } = await listPlatformAuditChoices(platform.system);
  const { system } = platform.database;
  const happened = await system.auditEntry.findMany({ distinct: ['action', 'targetType'] });
  expect(happened.length).toBeGreaterThan(4);
  expect(choices).toEqual(expect.arrayContaining(happened.map(({ action }) => action)));
  expect(targetTypes).toEqual(expect.arrayContaining(happened.map(({ targetType }) => targetType)));
  expect(choices).toEqual([...new Set(choices)].sort());
});

test('somebody who left stays in the list, without a name', async () => {
  await removeMember(account.context, { userId: member.userId });
  expect((await list({ actorId: member.userId }))[0]).toMatchObject({ actorId: member.userId, actorName: null });
});
