import { deleteTenant, keepTenant, revokeKey, setTenantSuspended } from '@gridsky/api/services';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { post, startTestPlatform, type TestPlatform, until } from './test-platform.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform?.stop());

const status = async (secret: string) => {
  const answer = await post(`${platform.url}/v1/embeddings`, secret, { model: 'plugsky-embed-v1', input: 'x' });
  await answer.arrayBuffer();
  return answer.status;
};
const revoke = ({ id, keyId }: { id: string; keyId: string }) =>
  revokeKey({ ...platform.context, tenantId: id, role: 'owner' }, { keyId });

/** Notifications arrive in the order of their commits: those of a tenant's making would empty the cache, however late they are. */
async function untilNotificationsArrived(): Promise<void> {
  const later = await platform.tenant('scale');
  expect(await status(later.secret)).toBe(200);
  await revoke(later);
  await until(async () => (await status(later.secret)) === 401, 10_000);
}

it('a revoked key is refused within one second', async () => {
  const tenant = await platform.tenant('scale');
  expect(await status(tenant.secret)).toBe(200);
  await revoke(tenant);
  await until(async () => (await status(tenant.secret)) === 401, 1_000);
});

it('a revoked key is refused within ten seconds when no notification arrives', async () => {
  const tenant = await platform.tenant('enterprise');
  await untilNotificationsArrived();
  expect(await status(tenant.secret)).toBe(200);
  await platform.query('ALTER TABLE api_key DISABLE TRIGGER notify_principal');
  try {
    await revoke(tenant);
    // Still served from the cache: the notification really was cut.
    expect(await status(tenant.secret)).toBe(200);
    const models = async () =>
      (await fetch(`${platform.url}/v1/models`, { headers: { authorization: `Bearer ${tenant.secret}` } })).status;
    await until(async () => (await models()) === 401, 10_000);
  } finally {
    await platform.query('ALTER TABLE api_key ENABLE TRIGGER notify_principal');
  }
}, 20_000);

it('a revoked key is refused within one second after the listening connection was cut', async () => {
  const tenant = await platform.tenant('scale');
  expect(await status(tenant.secret)).toBe(200);
  const cut = await platform.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' OR (datname = current_database() AND query = 'SELECT 1' AND application_name = '')",
  );
  expect(cut.length).toBeGreaterThan(0);
  await revoke(tenant);
  await until(async () => (await status(tenant.secret)) === 401, 1_000);
});

it('a suspended tenant is refused within one second, and served again when resumed', async () => {
  const tenant = await platform.tenant('scale');
  expect(await status(tenant.secret)).toBe(200);
  await setTenantSuspended(platform.context, tenant.id, true);
  await until(async () => (await status(tenant.secret)) === 403, 1_000);
  await setTenantSuspended(platform.context, tenant.id, false);
  await until(async () => (await status(tenant.secret)) === 200, 1_000);
});

it('a tenant that is to be deleted is refused within one second with the day, and served again when kept', async () => {
  const tenant = await platform.tenant('scale');
  const context = { ...platform.context, tenantId: tenant.id, role: 'owner' as const };
  expect(await status(tenant.secret)).toBe(200);
  const { deletionDueAt } = await deleteTenant(context, { name: 'scale' });
  await until(async () => (await status(tenant.secret)) === 403, 1_000);
  const refused = await post(`${platform.url}/v1/embeddings`, tenant.secret, { model: 'plugsky-embed-v1', input: 'x' });
  expect(await refused.text()).toContain(`deleted on ${deletionDueAt.toISOString().slice(0, 10)}`);
  await keepTenant(context);
  await until(async () => (await status(tenant.secret)) === 200, 1_000);
});
