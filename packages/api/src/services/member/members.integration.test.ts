import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Role } from '../../domain/role.ts';
import {
  createAccount,
  memberContext,
  openTestPlatform,
  type TestAccount,
  type TestPlatform,
} from '../../testing/platform.ts';
import { createKey, createKeyInput } from '../key/create-key.ts';
import { listKeys } from '../key/list-keys.ts';
import { setTenantPlan } from '../operator/change-tenant.ts';
import { changeMemberRole } from './change-member-role.ts';
import { listMembers } from './list-members.ts';
import { leaveTenant, removeMember } from './remove-member.ts';

let platform: TestPlatform;
let account: TestAccount;

beforeAll(async () => {
  platform = await openTestPlatform();
});
beforeEach(async () => {
  account = await createAccount(platform);
  await setTenantPlan(platform.system, account.tenantId, 'builder');
});
afterAll(() => platform?.close());

test('members are listed with role, day and working keys, the one who is there longest first', async () => {
  platform.advance(1_000);
  const bob = await join('member');
  await createKey(bob.context, createKeyInput.parse({ name: 'K' }));
  const { members } = await listMembers(account.context);
  expect(members).toMatchObject([
    { userId: account.userId, email: account.email, role: 'owner', keys: 0 },
    { userId: bob.userId, email: bob.email, role: 'member', keys: 1, joinedAt: platform.now() },
  ]);
});

test('a role is changed with its audit row; the same role again writes nothing', async () => {
  const bob = await join('member');
  await changeMemberRole(account.context, { userId: bob.userId, role: 'viewer' });
  await changeMemberRole(account.context, { userId: bob.userId, role: 'viewer' });
  expect(await roles()).toMatchObject({ [bob.userId]: 'viewer' });
  const where = { tenantId: account.tenantId, action: 'member.change_role' };
  expect(await platform.database.system.auditEntry.findMany({ where })).toMatchObject([
    { targetId: bob.userId, before: { role: 'member' }, after: { role: 'viewer' } },
  ]);
});

test('an admin changes and removes others but no owner, and makes none', async () => {
  const [admin, bob] = [await join('admin'), await join('member')];
  const refused = { code: 'forbidden' };
  const { userId } = account;
  await expect(changeMemberRole(admin.context, { userId, role: 'member' })).rejects.toMatchObject(refused);
  await expect(removeMember(admin.context, { userId })).rejects.toMatchObject(refused);
  await expect(changeMemberRole(admin.context, { userId: bob.userId, role: 'owner' })).rejects.toMatchObject(refused);
  await changeMemberRole(admin.context, { userId: bob.userId, role: 'viewer' });
  await removeMember(admin.context, { userId: bob.userId });
  expect(await roles()).toEqual({ [userId]: 'owner', [admin.userId]: 'admin' });
});

test('the last owner can neither leave nor be removed nor become less, whoever asks', async () => {
  await join('admin');
  const { userId, context } = account;
  const refused = { code: 'conflict', message: expect.stringContaining('this is its only one') };
  await expect(leaveTenant(context, { userId })).rejects.toMatchObject(refused);
  await expect(removeMember(context, { userId })).rejects.toMatchObject(refused);
  await expect(changeMemberRole(context, { userId, role: 'admin' })).rejects.toMatchObject(refused);
});

test('of owners who all leave at once exactly one has to stay', async () => {
  const owners = [account, await join('owner'), await join('owner'), await join('owner')];
  const outcomes = await Promise.allSettled(
    owners.map(({ context, userId }, index) =>
      index % 2 === 0 ? leaveTenant(context, { userId }) : changeMemberRole(context, { userId, role: 'member' }),
    ),
  );
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  expect(refused).toMatchObject([{ code: 'conflict' }]);
  expect(Object.values(await roles()).filter((role) => role === 'owner')).toHaveLength(1);
});

test('keys of somebody who has left go on being listed, and say so', async () => {
  const bob = await join('member');
  await createKey(bob.context, createKeyInput.parse({ name: 'Stays' }));
  await leaveTenant(bob.context, { userId: bob.userId });
  expect(await listKeys(account.context)).toMatchObject([
    { name: 'Stays', state: 'active', createdBy: 'a former member' },
  ]);
});

async function join(role: Role): Promise<TestAccount> {
  const other = await createAccount(platform);
  const { userId, email } = other;
  const { tenantId } = account;
  await platform.database.system.membership.create({ data: { tenantId, userId, role, createdAt: platform.now() } });
  return { userId, tenantId, email, context: memberContext(platform, { userId, tenantId }, role) };
}

async function roles(): Promise<Record<string, Role>> {
  const { members } = await listMembers(account.context);
  return Object.fromEntries(members.map(({ userId, role }) => [userId, role]));
}
