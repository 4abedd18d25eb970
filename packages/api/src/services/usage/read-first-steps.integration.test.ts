import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, openTestPlatform, type TestPlatform } from '../../testing/platform.ts';
import { insertUsage, type TestUsageEvent, usageEvent } from '../../testing/usage-events.ts';
import { createKey, createKeyInput } from '../key/create-key.ts';
import { revokeKey } from '../key/revoke-key.ts';
import { closeUsageHours } from './close-hours.ts';
import { readFirstSteps } from './read-first-steps.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform?.close());

test('a key counts once made, revoked or not', async () => {
  const { context } = await createAccount(platform);
  expect(await readFirstSteps(context)).toEqual({ keyMade: false, requestServed: false, severalServed: false });
  const { key } = await createKey(context, createKeyInput.parse({ name: 'First' }));
  await revokeKey(context, { keyId: key.id });
  expect(await readFirstSteps(context)).toMatchObject({ keyMade: true });
});

test('a refused request is no first request', async () => {
  const { context, tenantId } = await createAccount(platform);
  await request(tenantId, { status: 429, errorCode: 'rate_limited_requests', inputs: 5 });
  expect(await readFirstSteps(context)).toMatchObject({ requestServed: false, severalServed: false });
  await request(tenantId, { tokens: 3 });
  expect(await readFirstSteps(context)).toMatchObject({ requestServed: true, severalServed: false });
});

test.each([
  ['several texts in one request', [{ inputs: 2 }]],
  ['a second model', [{ inputs: 1 }, { inputs: 1, model: 'plugsky-embed-large' }]],
])('%s ticks the last step, before and after its hour is closed', async (_name, events) => {
  const { context, tenantId } = await createAccount(platform);
  for (const event of events) await request(tenantId, event);
  const done = { keyMade: false, requestServed: true, severalServed: true };
  expect(await readFirstSteps(context)).toEqual(done);
  platform.advance(2 * 3_600_000);
  await closeUsageHours(platform.database, platform.now());
  expect(await readFirstSteps(context)).toEqual(done);
});

test("another tenant's requests tick nothing", async () => {
  const [mine, other] = [await createAccount(platform), await createAccount(platform)];
  await request(other.tenantId, { inputs: 9 });
  expect(await readFirstSteps(mine.context)).toEqual({ keyMade: false, requestServed: false, severalServed: false });
});

async function request(tenantId: string, given: Partial<TestUsageEvent>): Promise<void> {
  await insertUsage(platform.owner, [usageEvent({ tenantId, createdAt: platform.now(), ...given })]);
}
