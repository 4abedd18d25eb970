import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, openTestPlatform, type TestPlatform } from '../../testing/platform.ts';
import { listEndpoints } from './list-endpoints.ts';
import { type EndpointFigures, type ProcessFacts, reportProcess } from './report-process.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform?.close());

const quiet = { phase: null, requests: 0, failures: 0, p50Ms: null, p95Ms: null, lastFailure: null };

test('the operator sees accounts and own models of all tenants that are there, those in trouble first, as all processes together tell', async () => {
  const { system } = platform.database;
  const [one, gone] = [await createAccount(platform), await createAccount(platform)];
  await system.tenant.update({ where: { id: gone.tenantId }, data: { deletedAt: platform.now() } });
  const openai = await system.providerConnection.create({ data: { tenantId: null, provider: 'openai' } });
  const baseUrl = 'https://proxy.example.com/token-4711/v1';
  const theirs = await system.providerConnection.create({
    data: { tenantId: one.tenantId, provider: 'mistral', baseUrl },
  });
  const failing = await ownModel(one.tenantId, 'failing');
  const disabled = await ownModel(one.tenantId, 'resting');
  const uploaded = await ownModel(one.tenantId, 'uploaded', { provider: 'onnx', baseUrl: '' });
  await ownModel(gone.tenantId, 'gone');
  await says([
    {
      ...figures(failing),
      phase: 'closed',
      requests: 10,
      p50Ms: 5,
      p95Ms: 80,
      lastFailure: { reason: 'timeout', agoMs: 60_000 },
    },
    { ...figures(`${openai.id}/openai/text-embedding-3-small`), requests: 4, failures: 1, lastFailure: null },
  ]);
  const second = { reason: 'unauthorized' as const, agoMs: 1_000 };
  await says([
    { ...figures(failing), phase: 'open', requests: 5, failures: 5, p50Ms: null, p95Ms: null, lastFailure: second },
  ]);
  // One of an earlier version.
  await says([{ ...figures(failing), requests: 1 }]);

  const { rows, total } = await listEndpoints(platform.system);
  const tenant = { id: one.tenantId, name: 'Acme' };
  expect(total).toBe(5);
  expect(rows).toEqual([
    {
      ...{
        id: failing,
        kind: 'own',
        tenant,
        model: 'failing',
        provider: 'cohere',
        host: 'api.cohere.com',
        enabled: false,
      },
      ...{ phase: 'open', requests: 16, failures: 5, p50Ms: 5, p95Ms: 80 },
      lastFailure: { reason: 'unauthorized', at: expect.any(Date) },
    },
    {
      ...{
        id: `${openai.id}/openai/text-embedding-3-small`,
        kind: 'provider',
        tenant: null,
        model: 'openai/text-embedding-3-small',
      },
      ...{ provider: 'openai', host: 'api.openai.com', enabled: true },
      ...{ phase: 'closed', requests: 4, failures: 1, p50Ms: 1, p95Ms: 2, lastFailure: null },
    },
    {
      id: theirs.id,
      kind: 'provider',
      tenant,
      model: null,
      provider: 'mistral',
      host: 'proxy.example.com',
      enabled: true,
      ...quiet,
    },
    {
      id: disabled,
      kind: 'own',
      tenant,
      model: 'resting',
      provider: 'cohere',
      host: 'api.cohere.com',
      enabled: false,
      ...quiet,
    },
    { id: uploaded, kind: 'own', tenant, model: 'uploaded', provider: 'onnx', host: null, enabled: false, ...quiet },
  ]);
  expect(JSON.stringify(rows)).not.toContain('4711');
});

async function ownModel(
  tenantId: string,
  alias: string,
  at = { provider: 'cohere', baseUrl: 'https://api.cohere.com' },
): Promise<string> {
  const data = { tenantId, alias, ...at, providerModel: 'embed-v4.0' };
  return (await platform.database.system.privateModel.create({ data })).id;
}

function figures(id: string): EndpointFigures {
  return { id, phase: 'closed', requests: 1, failures: 0, p50Ms: 1, p95Ms: 2 };
}

/** A process of the API tells how its endpoints are. */
async function says(endpoints: EndpointFigures[]): Promise<void> {
  const facts: ProcessFacts = {
    ...{
      url: 'http://127.0.0.1:8080',
      missing: [],
      degraded: [],
      limits: 'memory',
      queuedTexts: 0,
      tokensPerSecond: 0,
    },
    ...{ models: [], endpoints, disk: null },
  };
  await reportProcess(platform.database, { id: randomUUID(), host: 'a', pid: 1, startedAt: platform.now(), facts });
}
