import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, openTestPlatform, type TestPlatform } from '../../testing/platform.ts';
import { insertUsage, usageEvent } from '../../testing/usage-events.ts';
import { type ProcessFacts, reportProcess } from '../operations/report-process.ts';
import { readModelHealth } from './read-model-health.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform?.close());

test("a model's health is that of its served and its provider's failed requests of 24 hours, of this tenant alone, with the worst breaker", async () => {
  const [{ context, tenantId }, other] = [await createAccount(platform), await createAccount(platform)];
  expect(await readModelHealth(context)).toEqual([]);
  const id = await addModel(tenantId, 'ours');
  const quietId = await addModel(tenantId, 'quiet');
  await addModel(other.tenantId, 'ours');
  const quiet = { requests: 0, failures: 0, p50Ms: null, p95Ms: null, breaker: null };
  expect(await readModelHealth(context)).toEqual([
    { id, alias: 'ours', ...quiet },
    { id: quietId, alias: 'quiet', ...quiet },
  ]);
  const at = (hours: number) => new Date(platform.now().getTime() - hours * 3_600_000);
  const event = { tenantId, createdAt: at(1), model: 'ours' };
  await insertUsage(platform.owner, [
    ...Array.from({ length: 101 }, (_, index) => usageEvent({ ...event, totalMs: index })),
    usageEvent({ ...event, totalMs: 9_000, status: 502, errorCode: 'provider_error' }),
    usageEvent({ ...event, totalMs: 9_000, status: 504, errorCode: 'provider_timeout' }),
    // Not the endpoint's doing.
    usageEvent({ ...event, totalMs: 9_000, status: 429, errorCode: 'rate_limited_requests' }),
    usageEvent({ ...event, totalMs: 9_000, status: 400, errorCode: 'providerless' }),
    usageEvent({ ...event, createdAt: at(25), totalMs: 9_000 }),
    usageEvent({ ...event, tenantId: other.tenantId, totalMs: 9_000 }),
  ]);
  await says(id, 'half_open');
  await says(id, 'open');
  await says(id, 'closed');
  await says(randomUUID(), 'open');
  expect(await readModelHealth(context)).toEqual([
    { id, alias: 'ours', requests: 103, failures: 2, p50Ms: 50, p95Ms: 95, breaker: 'open' },
    { id: quietId, alias: 'quiet', ...quiet },
  ]);
});

test('what a fallback served is a failure of the model that was asked, and not of the fallback', async () => {
  const { context, tenantId } = await createAccount(platform);
  const id = await addModel(tenantId, 'ours');
  const spareId = await addModel(tenantId, 'spare');
  const event = { tenantId, createdAt: new Date(platform.now().getTime() - 1_000) };
  await insertUsage(platform.owner, [
    usageEvent({ ...event, model: 'ours', totalMs: 10 }),
    usageEvent({ ...event, model: 'spare', askedModel: 'ours', totalMs: 5_000 }),
    usageEvent({ ...event, model: 'spare', totalMs: 20 }),
    // An operator's alias that bore the name before: another model altogether.
    usageEvent({ ...event, model: 'plugsky-embed-v1', askedModel: 'ours', totalMs: 5_000 }),
  ]);
  expect(await readModelHealth(context)).toEqual([
    { id, alias: 'ours', requests: 2, failures: 1, p50Ms: 10, p95Ms: 10, breaker: null },
    { id: spareId, alias: 'spare', requests: 1, failures: 0, p50Ms: 20, p95Ms: 20, breaker: null },
  ]);
});

async function addModel(tenantId: string, alias: string): Promise<string> {
  const data = { tenantId, alias, provider: 'cohere', baseUrl: 'https://api.cohere.com', providerModel: 'embed-v4.0' };
  return (await platform.database.system.privateModel.create({ data })).id;
}

/** A process of the API tells how an endpoint is. */
async function says(id: string, phase: 'closed' | 'open' | 'half_open'): Promise<void> {
  const facts: ProcessFacts = {
    url: 'http://127.0.0.1:8080',
    missing: [],
    degraded: [],
    limits: 'memory',
    queuedTexts: 0,
    tokensPerSecond: 0,
    models: [],
    endpoints: [{ id, phase, requests: 1, failures: 0, p50Ms: 1, p95Ms: 1 }],
    disk: null,
  };
  await reportProcess(platform.database, { id: randomUUID(), host: 'a', pid: 1, startedAt: platform.now(), facts });
}
