import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../testing/platform.ts';
import { forgetLinks } from './forget-links.ts';
import { requestSignUp } from './request-sign-up.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform.close());

test('a link is kept while it works and for a day after, then its row is gone', async () => {
  const email = `${randomUUID()}@example.com`;
  await requestSignUp(platform.system, { email, tenantName: 'Engines' });
  const count = () => platform.database.system.oneTimeLink.count({ where: { email } });
  const hour = 3_600_000;
  platform.advance(47 * hour);
  await forgetLinks(platform.database, platform.now());
  expect(await count()).toBe(1);
  platform.advance(2 * hour);
  expect(await forgetLinks(platform.database, platform.now())).toBe(1);
  expect(await count()).toBe(0);
});
