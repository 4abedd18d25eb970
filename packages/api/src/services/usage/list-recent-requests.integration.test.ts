import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createAccount,
  memberContext,
  openTestPlatform,
  type TestAccount,
  type TestPlatform,
} from '../../testing/platform.ts';
import { insertUsage, type TestUsageEvent, usageEvent } from '../../testing/usage-events.ts';
import { listRecentRequests, recentRequestsInput } from './list-recent-requests.ts';

let platform: TestPlatform;
let account: TestAccount;
const list = (limit?: number) => listRecentRequests(account.context, recentRequestsInput.parse({ limit }));

beforeAll(async () => {
  platform = await openTestPlatform();
  account = await createAccount(platform);
  const other = await createAccount(platform);
  const minutes = Array.from({ length: 12 }, (_, index) => index + 1);
  await insertUsage(platform.owner, [
    ...minutes.map((minute) => event(account.tenantId, minute, { tokens: minute })),
    event(account.tenantId, 0.5, { tokens: 0, status: 429, errorCode: 'rate_limited_requests' }),
    event(account.tenantId, 31 * 1440, { tokens: 999 }),
    event(other.tenantId, 0, { tokens: 777 }),
  ]);
});
afterAll(() => platform?.close());

test('the newest come first, ten unless told otherwise, refused ones with their code', async () => {
  const rows = await list();
  expect(rows.map(({ tokens }) => tokens)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(rows[0]).toMatchObject({ status: 429, errorCode: 'rate_limited_requests' });
  expect(rows[1]).toEqual({
    requestId: expect.stringMatching(/^req_[0-9a-f]{32}$/),
    createdAt: new Date(platform.now().getTime() - 60_000),
    keyId: expect.any(String),
    model: 'plugsky-embed-v1',
    status: 200,
    errorCode: null,
    inputs: 1,
    tokens: 1,
    totalMs: 0,
  });
});

test('requests of more than 30 days ago and of other tenants are not among them', async () => {
  const tokens = (await list(100)).map((row) => row.tokens);
  expect(tokens).toHaveLength(13);
  expect(tokens).not.toContain(999);
  expect(tokens).not.toContain(777);
});

test('a viewer may look', async () => {
  const viewer = memberContext(platform, account, 'viewer');
  expect(await listRecentRequests(viewer, { limit: 1 })).toHaveLength(1);
});

function event(tenantId: string, minutesAgo: number, given: Partial<TestUsageEvent>): TestUsageEvent {
  return usageEvent({ tenantId, createdAt: new Date(platform.now().getTime() - minutesAgo * 60_000), ...given });
}
