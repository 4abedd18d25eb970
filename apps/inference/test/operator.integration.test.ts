import { nano } from '@gridsky/api/domain';
import { changeModel, changePlan, overrideLimits, readSystem, requestJob, setTenantPlan } from '@gridsky/api/services';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { post, startTestPlatform, type TestPlatform, until } from './test-platform.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform?.stop());

const model = 'plugsky-embed-v1';

async function limitOf(secret: string): Promise<string | null> {
  const answer = await post(`${platform.url}/v1/embeddings`, secret, { model, input: 'x' });
  await answer.arrayBuffer();
  return answer.headers.get('x-ratelimit-limit-requests');
}

async function statusOf(secret: string, id: string): Promise<number> {
  const answer = await post(`${platform.url}/v1/embeddings`, secret, { model: id, input: 'x' });
  await answer.arrayBuffer();
  return answer.status;
}

it("a plan's changed limit holds for its tenants within one second", async () => {
  const tenant = await platform.tenant('starter');
  expect(await limitOf(tenant.secret)).toBe('60');
  await changePlan(platform.context, { planId: 'starter', requestsPerMinuteKeyMax: 77 });
  await until(async () => (await limitOf(tenant.secret)) === '77', 1_000);
});

it("a tenant's override holds within one second, and what the plan says once it is taken back", async () => {
  const tenant = await platform.tenant('builder');
  expect(await limitOf(tenant.secret)).toBe('300');
  await overrideLimits(platform.context, { tenantId: tenant.id, limits: { requestsPerMinuteKeyMax: 99 } });
  await until(async () => (await limitOf(tenant.secret)) === '99', 1_000);
  await setTenantPlan(platform.context, tenant.id, 'scale');
  await overrideLimits(platform.context, { tenantId: tenant.id, limits: { requestsPerMinuteKeyMax: null } });
  await until(async () => (await limitOf(tenant.secret)) === '1000', 1_000);
});

it('a model that the plan takes in by override, and one that it loses, follow within one second', async () => {
  const tenant = await platform.tenant('starter');
  expect(await statusOf(tenant.secret, 'plugsky-embed-large')).toBe(403);
  await overrideLimits(platform.context, { tenantId: tenant.id, limits: {}, models: ['plugsky-embed-large'] });
  await until(async () => (await statusOf(tenant.secret, 'plugsky-embed-large')) === 200, 1_000);
  await overrideLimits(platform.context, { tenantId: tenant.id, limits: {}, models: [] });
  await until(async () => (await statusOf(tenant.secret, 'plugsky-embed-large')) === 403, 1_000);
});

it('a bundled model that is disabled is refused, and served again when enabled', async () => {
  const tenant = await platform.tenant('scale');
  const large = 'plugsky-embed-large';
  expect(await statusOf(tenant.secret, large)).toBe(200);
  await changeModel(platform.context, { id: large, disabled: true });
  await until(async () => (await statusOf(tenant.secret, large)) === 404, 1_000);
  expect(await statusOf(tenant.secret, model)).toBe(200);
  await changeModel(platform.context, { id: large, disabled: false });
  // It has to be opened again in every worker.
  await until(async () => (await statusOf(tenant.secret, large)) === 200, 20_000);
}, 40_000);

it('a changed list price is the next request’s', async () => {
  const tenant = await platform.tenant('trial');
  await changeModel(platform.context, { id: model, pricePerMillionNano: nano(1_000_000_000_000n) });
  const cost = async () => {
    await post(`${platform.url}/v1/embeddings`, tenant.secret, { model, input: 'x' }).then((a) => a.arrayBuffer());
    const [row] = await platform.query<{ cost: string; tokens: number }>(
      'SELECT cost_nano AS cost, tokens FROM usage_event WHERE tenant_id = $1 ORDER BY id DESC LIMIT 1',
      [tenant.id],
    );
    return row && BigInt(row.cost) === BigInt(row.tokens) * 1_000_000n;
  };
  await until(async () => (await cost()) === true, 1_000);
});

it('the process tells the operator that it is there and how its models are', async () => {
  const alive = async () => (await readSystem(platform.context)).processes;
  await until(async () => (await alive()).some(({ facts }) => facts.models.length === 2), 10_000);
  const [process] = await alive();
  expect(process?.facts).toMatchObject({ url: platform.url, missing: [], limits: 'memory' });
  expect(process?.facts.models.map(({ state }) => state)).toEqual(['loaded', 'loaded']);
}, 20_000);

it('upkeep is noted with its outcome, and runs when the operator asks', async () => {
  const jobs = async () => (await readSystem(platform.context)).jobs;
  await until(
    async () => (await jobs()).some(({ name, result }) => name === 'ledger-check' && result !== null),
    10_000,
  );
  expect((await jobs()).find(({ name }) => name === 'ledger-check')?.result).toEqual({ hours: 0, accounts: 0 });
  const ranAt = async () => (await jobs()).find(({ name }) => name === 'close-hours')?.lastSucceededAt;
  const before = await ranAt();
  await requestJob(platform.context, { name: 'close-hours' });
  await until(async () => (await ranAt())?.getTime() !== before?.getTime(), 5_000);
}, 30_000);
