import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestPlatform, PASSWORD, type TestPlatform } from '../../testing/platform.ts';
import { checkAdminLink } from './check-admin-link.ts';
import { claimAdmin } from './claim-admin.ts';
import { createAdminLink } from './create-admin-link.ts';

let platform: TestPlatform;

beforeEach(async () => {
  platform = await openTestPlatform();
});
afterEach(() => platform?.close());

test('a link reads as open until it is used, and from then on as the work of an admin', async () => {
  const token = (await createAdminLink(platform.system))?.token ?? '';
  expect(await checkAdminLink(platform.system, { token })).toEqual({ open: true, adminExists: false });
  await claimAdmin(platform.system, { token, email: 'admin@example.com', password: PASSWORD });
  expect(await checkAdminLink(platform.system, { token })).toEqual({ open: false, adminExists: true });
});

test('a link reads as open exactly as long as it can be claimed', async () => {
  const token = (await createAdminLink(platform.system))?.token ?? '';
  platform.advance(24 * 3_600_000 - 1);
  expect(await checkAdminLink(platform.system, { token })).toMatchObject({ open: true });
  platform.advance(1);
  expect(await checkAdminLink(platform.system, { token })).toEqual({ open: false, adminExists: false });
});

test('another token and none read as closed', async () => {
  await createAdminLink(platform.system);
  for (const token of ['', 'x'.repeat(43)]) {
    expect(await checkAdminLink(platform.system, { token })).toMatchObject({ open: false });
  }
});
