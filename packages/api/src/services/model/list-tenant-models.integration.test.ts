import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROVIDER_MODELS } from '../../domain/provider.ts';
import { createAccount, openTestPlatform, type TestPlatform } from '../../testing/platform.ts';
import { setTenantPlan } from '../operator/change-tenant.ts';
import { listTenantModels } from './list-tenant-models.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform?.close());

test('models of a provider are shown by the operator’s account or the tenant’s own, and never by that of another tenant', async () => {
  const [mine, other] = [await createAccount(platform), await createAccount(platform)];
  await setTenantPlan(platform.system, mine.tenantId, 'enterprise');
  await setTenantPlan(platform.system, other.tenantId, 'enterprise');
  const { system } = platform.database;
  await system.model.createMany({
    data: PROVIDER_MODELS.map((model) => ({ ...model, kind: 'provider' as const, createdAt: platform.now() })),
  });
  const shown = async ({ context }: typeof mine) =>
    (await listTenantModels(context))
      .filter(({ kind }) => kind === 'provider')
      .map(({ provider, included, plans }) => `${provider} ${included} ${plans}`);
  await system.providerConnection.create({ data: { tenantId: other.tenantId, provider: 'cohere' } });
  expect([...new Set(await shown(other))]).toEqual(['cohere true Enterprise']);
  expect(await shown(mine)).toEqual([]);
  await system.providerConnection.create({ data: { tenantId: null, provider: 'mistral' } });
  expect(await shown(mine)).toEqual(['mistral true Enterprise']);
  await setTenantPlan(platform.system, other.tenantId, 'scale');
  expect(await shown(other)).toEqual(['mistral false Enterprise']);
});
