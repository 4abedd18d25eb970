import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAccount, openTestPlatform, type TestAccount, type TestPlatform } from '../../testing/platform.ts';
import { insertUsage, type TestUsageEvent, usageEvent } from '../../testing/usage-events.ts';
import { createKey, createKeyInput } from '../key/create-key.ts';
import { readLimitUse } from './read-limit-use.ts';

let platform: TestPlatform;
let account: TestAccount;

beforeEach(async () => {
  platform = await openTestPlatform();
  account = await createAccount(platform);
});
afterEach(() => platform?.close());

test('without requests nothing is used and the limits are those of the plan', async () => {
  expect(await readLimitUse(account.context)).toEqual({
    tenant: {
      requests: { used: 0, limit: 300 },
      tokens: { used: 0, limit: 500_000 },
      inFlight: { used: 0, limit: 8 },
    },
    users: [],
    keys: [],
  });
});

test('key, user and tenant add up what the last 60 s let in; each key against its own limits', async () => {
  const plain = await key('Plain');
  const small = await key('Small', { requestsPerMinuteMax: 4, tokensPerMinuteMax: 1_000 });
  await insert([
    ...[1, 2, 3, 4].map((second) => event(second, { keyId: plain, tokens: 100 })),
    event(5, { keyId: small, tokens: 7 }),
    event(59.9, { keyId: small, tokens: 8 }),
    event(60, { keyId: small, tokens: 9 }),
    event(3600, { keyId: plain, tokens: 10 }),
  ]);
  const use = await readLimitUse(account.context);
  expect(use.tenant.requests.used).toBe(6);
  expect(use.tenant.tokens.used).toBe(415);
  expect(use.users).toEqual([
    { userId: account.userId, email: account.email, requests: { used: 6, limit: 120 }, tokens: 415 },
  ]);
  expect(use.keys).toEqual([
    expect.objectContaining({ name: 'Small', requests: { used: 2, limit: 4 }, tokens: { used: 15, limit: 1_000 } }),
    expect.objectContaining({ name: 'Plain', requests: { used: 4, limit: 60 }, tokens: { used: 400, limit: null } }),
  ]);
});

test('what a limit or a check before it refused took nothing; what failed later did', async () => {
  const keyId = await key('Key');
  const refused = ['rate_limited_requests', 'rate_limited_tokens', 'too_many_in_flight', 'model_not_found', 'invalid'];
  const failed = ['credit_exhausted', 'internal', 'overloaded', 'client_closed'];
  await insert([...refused, ...failed].map((errorCode) => event(1, { keyId, status: 429, errorCode, tokens: 0 })));
  expect((await readLimitUse(account.context)).tenant.requests.used).toBe(failed.length);
});

test('the most at once is that of the last 60 s, whenever its requests began', async () => {
  await insert([
    // Three that overlap, two of them only touching; one that began long before and ended 30 s ago.
    event(40, { totalMs: 5_000 }),
    event(38, { totalMs: 2_000 }),
    event(36, { totalMs: 2_000 }),
    event(300, { totalMs: 270_000 }),
    // More at once, but over for more than a minute.
    ...Array.from({ length: 6 }, () => event(200, { totalMs: 1_000 })),
  ]);
  expect((await readLimitUse(account.context)).tenant.inFlight).toEqual({ used: 3, limit: 8 });
});

test('a key made by the operator counts for the tenant and for no user', async () => {
  const keyId = await key('Operator');
  await insert([{ ...event(1, { keyId, tokens: 5 }), userId: null }]);
  const use = await readLimitUse(account.context);
  expect(use.users).toEqual([{ userId: null, email: null, requests: null, tokens: 5 }]);
  expect(use.tenant.requests.used).toBe(1);
});

test("another tenant's requests count nowhere", async () => {
  const other = await createAccount(platform);
  await insert([{ ...event(1, { totalMs: 500 }), tenantId: other.tenantId }]);
  const use = await readLimitUse(account.context);
  expect([use.tenant.requests.used, use.tenant.inFlight.used, use.keys, use.users]).toEqual([0, 0, [], []]);
});

async function key(name: string, limits: { requestsPerMinuteMax?: number; tokensPerMinuteMax?: number } = {}) {
  return (await createKey(account.context, createKeyInput.parse({ name, ...limits }))).key.id;
}

function insert(events: TestUsageEvent[]): Promise<void> {
  return insertUsage(platform.owner, events);
}

function event(secondsAgo: number, given: Partial<TestUsageEvent>): TestUsageEvent {
  const createdAt = new Date(platform.now().getTime() - secondsAgo * 1_000);
  return usageEvent({ tenantId: account.tenantId, userId: account.userId, createdAt, ...given });
}
