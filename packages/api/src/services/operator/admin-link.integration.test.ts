import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestPlatform, PASSWORD, type TestPlatform } from '../../testing/platform.ts';
import { newRows, readAllRows } from '../../testing/rows.ts';
import { claimAdmin } from './claim-admin.ts';
import { createAdminLink } from './create-admin-link.ts';

const HOUR_MS = 3_600_000;
const GONE = { code: 'not_found', message: expect.stringMatching(/^This link is used up or expired\./) };

let platform: TestPlatform;

beforeEach(async () => {
  platform = await openTestPlatform();
});
afterEach(() => platform?.close());

test('the link makes an admin with a tenant of its own, once', async () => {
  const token = await makeLink();
  const { userId } = await claim(token, 'first@example.com');
  const user = await platform.database.system.user.findUniqueOrThrow({
    where: { id: userId },
    include: { memberships: { include: { tenant: true } } },
  });
  expect(user).toMatchObject({
    platformAdmin: true,
    memberships: [{ role: 'owner', tenant: { planId: 'enterprise' } }],
  });
  await expect(claim(token, 'second@example.com')).rejects.toMatchObject(GONE);
});

test('of ten claims at once one makes an admin and nine make nothing', async () => {
  const token = await makeLink();
  const claims = Array.from({ length: 10 }, (_, index) => claim(token, `racer-${index}@example.com`));
  const outcomes = await Promise.allSettled(claims);
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  expect(refused).toHaveLength(9);
  for (const fault of refused) expect(fault).toMatchObject(GONE);
  expect(await platform.database.system.user.count()).toBe(1);
  expect(await platform.database.system.tenant.count()).toBe(1);
});

test('a link expires after 24 hours, to the millisecond', async () => {
  const token = await makeLink();
  platform.advance(24 * HOUR_MS);
  const before = await readAllRows(platform);
  await expect(claim(token, 'late@example.com')).rejects.toMatchObject(GONE);
  expect(newRows(before, await readAllRows(platform))).toEqual([]);
  platform.advance(-1);
  await expect(claim(token, 'late@example.com')).resolves.toBeDefined();
});

test('a new link replaces the one before it', async () => {
  const [first, second] = [await makeLink(), await makeLink()];
  await expect(claim(first, 'first@example.com')).rejects.toMatchObject(GONE);
  await expect(claim(second, 'second@example.com')).resolves.toBeDefined();
});

test('once there is an admin no link is made', async () => {
  await claim(await makeLink(), 'admin@example.com');
  expect(await createAdminLink(platform.system)).toBeNull();
});

test('an address that has an account already uses the link up for nobody', async () => {
  await claim(await makeLink(), 'admin@example.com');
  await platform.owner.query('UPDATE app_user SET platform_admin = false');
  const token = await makeLink();
  await expect(claim(token, 'admin@example.com')).rejects.toMatchObject({ code: 'conflict', param: 'email' });
  await expect(claim(token, 'other@example.com')).resolves.toBeDefined();
});

async function makeLink(): Promise<string> {
  const link = await createAdminLink(platform.system);
  if (!link) throw new Error('there is an admin already');
  return link.token;
}

function claim(token: string, email: string) {
  return claimAdmin(platform.system, { token, email, password: PASSWORD });
}
