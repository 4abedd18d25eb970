import { afterAll, beforeAll, expect, test } from 'vitest';
import { nano } from '../../domain/money.ts';
import { createAccount, mailedToken, openTestPlatform, PASSWORD, type TestPlatform } from '../../testing/platform.ts';
import { newRows, readAllRows } from '../../testing/rows.ts';
import { insertGrant } from '../credit/grant-credit.ts';
import { readMailbox } from '../mail/read-mailbox.ts';
import { confirmSignUp } from './confirm-sign-up.ts';
import { readLink } from './one-time-link.ts';
import { requestSignUp, signUpInput } from './request-sign-up.ts';

const TRIAL_CREDIT = nano(5_000_000_000n);
const DAY_MS = 86_400_000;

let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform?.close());

test('nothing is made before the mailed link is opened: no user, no tenant, no credit', async () => {
  const counts = () => Promise.all([platform.database.system.user.count(), platform.database.system.tenant.count()]);
  const before = await counts();
  await ask('early@example.com');
  expect(await counts()).toEqual(before);
});

test('the link makes a user who owns a tenant on the trial plan, with $5 of credit and 14 days', async () => {
  const { userId, tenantId } = await signUp('ada@example.com');
  const tenant = await platform.database.system.tenant.findUniqueOrThrow({
    where: { id: tenantId },
    include: { memberships: { include: { user: true } }, credit: true, grants: true },
  });
  expect(tenant).toMatchObject({ name: 'Engines', planId: 'trial', status: 'active' });
  expect(tenant.trialEndsAt).toEqual(new Date(platform.now().getTime() + 14 * DAY_MS));
  expect(tenant.memberships).toMatchObject([
    { userId, role: 'owner', user: { email: 'ada@example.com', emailVerifiedAt: platform.now() } },
  ]);
  expect(tenant.credit).toMatchObject({ grantedNano: TRIAL_CREDIT, availableNano: TRIAL_CREDIT, heldNano: 0n });
  expect(tenant.grants).toMatchObject([{ amountNano: TRIAL_CREDIT, reason: `plan:${tenantId}` }]);
});

test('the trial credit is given once: the same grant again is refused and changes no balance', async () => {
  const { tenantId } = await signUp('once@example.com');
  const again = { tenantId, reason: `plan:${tenantId}`, amountNano: TRIAL_CREDIT };
  const grant = platform.database.system.$transaction((tx) => insertGrant(tx, platform.system, again));
  await expect(grant).rejects.toMatchObject({ code: 'P2002' });
  const account = await platform.database.system.creditAccount.findUnique({ where: { tenantId } });
  expect(account?.availableNano).toBe(TRIAL_CREDIT);
});

test('a known and an unknown address get the same answer and leave the same rows; only the letter differs', async () => {
  const { email: known } = await createAccount(platform);
  const written: string[][] = [];
  for (const email of [known, 'unknown@example.com']) {
    const before = await readAllRows(platform);
    expect(await ask(email)).toBeUndefined();
    written.push(
      newRows(before, await readAllRows(platform))
        .map(({ table }) => table)
        .sort(),
    );
  }
  expect(written[0]).toEqual(['audit_entry', 'mail', 'one_time_link']);
  expect(written[1]).toEqual(written[0]);
  const [told] = await letters(known);
  expect(told).toMatchObject({ subject: 'You have a Gridsky account already' });
  expect(told?.text).not.toContain('token=');
});

test('a link works once, however many open it at once, and an address is written one way', async () => {
  const tenants = await platform.database.system.tenant.count();
  await ask(' Eve@Example.com');
  const token = await mailedToken(platform, 'eve@example.com');
  const outcomes = await Promise.allSettled([1, 2, 3, 4, 5].map(() => confirm(token)));
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  expect(refused).toHaveLength(4);
  for (const reason of refused) expect(reason).toMatchObject({ name: 'Fault', code: 'not_found' });
  expect(await platform.database.system.tenant.count()).toBe(tenants + 1);
});

test('an address that got its account meanwhile gets no second one', async () => {
  await ask('twice@example.com');
  const first = await mailedToken(platform, 'twice@example.com');
  await platform.database.system.user.create({ data: { email: 'twice@example.com', passwordHash: 'x' } });
  await expect(confirm(first)).rejects.toMatchObject({ code: 'not_found' });
  expect(await platform.database.system.user.count({ where: { email: 'twice@example.com' } })).toBe(1);
});

test('a link ends after 24 hours, with the next one for its address, and by no letter but its own', async () => {
  await ask('late@example.com');
  const replaced = await mailedToken(platform, 'late@example.com');
  platform.advance(1);
  await ask('late@example.com');
  await expect(confirm(replaced)).rejects.toMatchObject({ code: 'not_found' });
  const token = await mailedToken(platform, 'late@example.com');
  expect(token).not.toBe(replaced);
  const sentFor = { token, purpose: 'sign_up' } as const;
  platform.advance(DAY_MS - 1);
  expect(await readLink(platform.system, sentFor)).toEqual({ email: 'late@example.com' });
  expect(await readLink(platform.system, { token, purpose: 'reset_password' })).toBeNull();
  platform.advance(1);
  expect(await readLink(platform.system, sentFor)).toBeNull();
  await expect(confirm(token)).rejects.toMatchObject({ code: 'not_found' });
});

test('where no letter reaches anybody, signing up is refused and says so', async () => {
  const mute = { ...platform.system, mail: { ...platform.system.mail, canSend: false } };
  const asked = requestSignUp(mute, { email: 'mute@example.com', tenantName: 'Engines' });
  await expect(asked).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('sends no mail') });
});

test('a common password is refused and leaves the link open', async () => {
  await ask('weak@example.com');
  const token = await mailedToken(platform, 'weak@example.com');
  await expect(confirm(token, 'Password2024!')).rejects.toMatchObject({ code: 'invalid', param: 'password' });
  expect(await confirm(token)).toMatchObject({ email: 'weak@example.com' });
});

test('the audit rows of a sign-up name the new user as their actor', async () => {
  const { userId, tenantId } = await signUp('actor@example.com');
  const entries = await platform.database.system.auditEntry.findMany({ where: { actorId: userId } });
  const actions = entries.map((entry) => [entry.action, entry.actorType, entry.tenantId]).sort();
  expect(actions).toEqual([
    ['credit.grant', 'user', tenantId],
    ['tenant.create', 'user', tenantId],
    ['user.sign_up', 'user', null],
  ]);
});

test('the password is kept as an argon2id hash', async () => {
  const { userId } = await signUp('hash@example.com');
  const user = await platform.database.system.user.findUniqueOrThrow({ where: { id: userId } });
  expect(user.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

function ask(email: string): Promise<void> {
  return requestSignUp(platform.system, signUpInput.parse({ email, tenantName: ' Engines ' }));
}

function confirm(token: string, password: string = PASSWORD) {
  return confirmSignUp(platform.system, { token, password });
}

async function signUp(email: string) {
  await ask(email);
  return confirm(await mailedToken(platform, email));
}

function letters(to: string) {
  return readMailbox({ ...platform.system, sealer: platform.system.mail.sealer }, to);
}
