import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, openTestPlatform, type TestPlatform } from '../../testing/platform.ts';
import { insertUsage, usageEvent } from '../../testing/usage-events.ts';
import { readLatency } from './read-latency.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform?.close());

test('p50 and p95 are those of the answered requests of the last 24 hours, of this tenant alone', async () => {
  const [{ context, tenantId }, other] = [await createAccount(platform), await createAccount(platform)];
  expect(await readLatency(context)).toEqual({ requests: 0, p50Ms: null, p95Ms: null });
  const at = (hours: number) => new Date(platform.now().getTime() - hours * 3_600_000);
  await insertUsage(platform.owner, [
    ...Array.from({ length: 101 }, (_, index) => usageEvent({ tenantId, createdAt: at(1), totalMs: index })),
    usageEvent({ tenantId, createdAt: at(1), totalMs: 9_000, status: 429, errorCode: 'rate_limited_requests' }),
    usageEvent({ tenantId, createdAt: at(25), totalMs: 9_000 }),
    usageEvent({ tenantId: other.tenantId, createdAt: at(1), totalMs: 9_000 }),
  ]);
  expect(await readLatency(context)).toEqual({ requests: 101, p50Ms: 50, p95Ms: 95 });
});
