import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  createAccount,
  memberContext,
  openTestPlatform,
  PASSWORD,
  TEST_MAIL,
  type TestAccount,
  type TestPlatform,
} from '../../testing/platform.ts';
import { readMailbox } from '../mail/read-mailbox.ts';
import { listMembers } from '../member/list-members.ts';
import { setTenantPlan, setTenantSuspended } from '../operator/change-tenant.ts';
import { acceptAsNewUser, acceptInvitation, readInvitation } from './accept-invitation.ts';
import { resendInvitation, revokeInvitation } from './change-invitation.ts';
import { inviteMember, inviteMemberInput } from './invite-member.ts';

const DAY_MS = 86_400_000;
const GONE = { code: 'not_found', message: expect.stringContaining('can’t be used') };

let platform: TestPlatform;
let account: TestAccount;
let invited = 0;

beforeAll(async () => {
  platform = await openTestPlatform();
});
beforeEach(async () => {
  account = await createAccount(platform, 'Engines & <b>');
  await setTenantPlan(platform.system, account.tenantId, 'starter');
});
afterAll(() => platform?.close());

test('the letter names tenant, role and inviter, and its link offers just that', async () => {
  const email = newAddress();
  await invite(email, 'admin');
  const letter = await newestLetter(email);
  expect(letter.subject).toBe(`${account.email} invites you to Engines & <b> on Gridsky`);
  expect(letter.text).toContain(`${account.email} invites you to Engines & <b>, with the role admin.`);
  expect(letter.html).not.toContain('<b>');
  expect(letter.text).toContain(`${TEST_MAIL.publicUrl}/invitation?token=`);
  expect(await readInvitation(platform.system, { token: await tokenTo(email) })).toEqual({
    email,
    role: 'admin',
    tenantName: 'Engines & <b>',
    invitedBy: account.email,
    hasAccount: false,
  });
});

test('somebody without an account makes one with the link and is a member, and of nothing else', async () => {
  const email = newAddress();
  await invite(email, 'viewer');
  const joined = await acceptAsNewUser(platform.system, { token: await tokenTo(email), password: PASSWORD });
  expect(joined).toMatchObject({ email, tenantId: account.tenantId });
  const user = await platform.database.system.user.findUniqueOrThrow({
    where: { email },
    include: { memberships: true },
  });
  expect(user.passwordHash).toMatch(/^\$argon2id\$/);
  expect(user.memberships).toMatchObject([{ tenantId: account.tenantId, role: 'viewer' }]);
  expect((await listMembers(account.context)).invitations).toEqual([]);
});

test('somebody with an account accepts with it, once, however many clicks race', async () => {
  const bob = await createAccount(platform);
  await invite(bob.email, 'member');
  const token = await tokenTo(bob.email);
  expect(await readInvitation(platform.system, { token })).toMatchObject({ hasAccount: true });
  const asNew = acceptAsNewUser(platform.system, { token, password: PASSWORD });
  await expect(asNew).rejects.toMatchObject({ code: 'conflict' });
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => accept(bob, token)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await listMembers(account.context)).members).toMatchObject([{ role: 'owner' }, { email: bob.email }]);
  await expect(accept(bob, token)).rejects.toMatchObject(GONE);
});

test('another address than the invited one is refused, and the invitation stays open', async () => {
  const [bob, eve] = [await createAccount(platform), await createAccount(platform)];
  await invite(bob.email, 'member');
  const token = await tokenTo(bob.email);
  await expect(accept(eve, token)).rejects.toMatchObject({ code: 'forbidden' });
  await accept(bob, token);
});

test('a suspended tenant takes nobody in; the invitation stays open for when it works again', async () => {
  const bob = await createAccount(platform);
  await invite(bob.email, 'member');
  const token = await tokenTo(bob.email);
  await setTenantSuspended(platform.system, account.tenantId, true);
  await expect(accept(bob, token)).rejects.toMatchObject({ code: 'tenant_suspended' });
  expect((await listMembers(account.context)).members).toHaveLength(1);
  await setTenantSuspended(platform.system, account.tenantId, false);
  await accept(bob, token);
});

test('a link ends after seven days, when it is taken back, and with the next letter', async () => {
  const email = newAddress();
  const { id } = await invite(email, 'member');
  const first = await tokenTo(email);
  platform.advance(7 * DAY_MS - 1);
  expect(await readInvitation(platform.system, { token: first })).not.toBeNull();
  platform.advance(1);
  expect(await readInvitation(platform.system, { token: first })).toBeNull();
  expect((await listMembers(account.context)).invitations).toMatchObject([{ email, expired: true }]);

  await resendInvitation(account.context, { invitationId: id });
  const second = await tokenTo(email);
  await expect(acceptAsNewUser(platform.system, { token: first, password: PASSWORD })).rejects.toMatchObject(GONE);
  expect(await readInvitation(platform.system, { token: second })).not.toBeNull();
  await revokeInvitation(account.context, { invitationId: id });
  await expect(acceptAsNewUser(platform.system, { token: second, password: PASSWORD })).rejects.toMatchObject(GONE);
  await expect(resendInvitation(account.context, { invitationId: id })).rejects.toMatchObject({ code: 'not_found' });
});

test('nobody is invited twice at once, and no member; one that ran out makes room for a new one', async () => {
  const email = newAddress();
  const racing = await Promise.allSettled(Array.from({ length: 4 }, () => invite(email, 'member')));
  expect(racing.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await expect(invite(email, 'viewer')).rejects.toMatchObject({ code: 'conflict', param: 'email' });
  await expect(invite(account.email, 'viewer')).rejects.toMatchObject({ code: 'conflict', param: 'email' });
  platform.advance(7 * DAY_MS);
  await invite(email, 'viewer');
  expect((await listMembers(account.context)).invitations).toMatchObject([{ email, role: 'viewer', expired: false }]);
});

test("members and open invitations together keep to the plan's number, also when all come at once", async () => {
  // Starter: 5 members, of which the owner is one.
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => invite(newAddress(), 'member')));
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  expect(refused).toHaveLength(6);
  for (const fault of refused) expect(fault).toMatchObject({ code: 'plan_limit' });
  // A plan that has become smaller is asked once more when a place is taken.
  const { invitations } = await listMembers(account.context);
  await setTenantPlan(platform.system, account.tenantId, 'trial');
  const joins = await Promise.allSettled(
    invitations.map(async ({ email }) =>
      acceptAsNewUser(platform.system, { token: await tokenTo(email), password: PASSWORD }),
    ),
  );
  expect(joins.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await listMembers(account.context)).members).toHaveLength(2);
});

test('only an owner invites an owner', async () => {
  const bob = await createAccount(platform);
  const admin = memberContext(platform, { userId: bob.userId, tenantId: account.tenantId }, 'admin');
  const input = inviteMemberInput.parse({ email: newAddress(), role: 'owner' });
  await expect(inviteMember(admin, input)).rejects.toMatchObject({ code: 'forbidden' });
  await inviteMember(account.context, input);
});

function newAddress(): string {
  invited += 1;
  return `invited-${invited}@example.com`;
}

function invite(email: string, role: 'owner' | 'admin' | 'member' | 'viewer') {
  return inviteMember(account.context, inviteMemberInput.parse({ email, role }));
}

function accept({ userId }: TestAccount, token: string) {
  return acceptInvitation({ ...platform.system, actor: { type: 'user', userId } }, { token, userId });
}

async function newestLetter(to: string) {
  const [letter] = await readMailbox({ ...platform.system, sealer: TEST_MAIL.sealer }, to);
  if (!letter) throw new Error(`no letter to ${to}`);
  return letter;
}

async function tokenTo(email: string): Promise<string> {
  const token = /token=([\w-]+)/.exec((await newestLetter(email)).text)?.[1];
  if (!token) throw new Error('the letter has no link');
  return token;
}
