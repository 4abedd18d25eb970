import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, openTestPlatform, type TestPlatform } from '../../testing/platform.ts';
import { setTenantPlan } from '../operator/change-tenant.ts';
import { setProvider } from '../provider/provider-connections.ts';
import { changeModel } from './change-model.ts';
import { listTenantModels } from './list-tenant-models.ts';
import { listUsableModels } from './list-usable-models.ts';
import { setModelAlias } from './set-model-alias.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform?.close());

test('a tenant may use what its plan includes, connected providers and its own enabled models, and nothing of another tenant', async () => {
  const [mine, other] = [await createAccount(platform), await createAccount(platform)];
  const ids = async () => (await listUsableModels(mine.context)).map(({ id, kind }) => `${kind} ${id}`);
  expect(await ids()).toEqual(['bundled plugsky-embed-v1', 'bundled plugsky-embed-large']);
  await setTenantPlan(platform.system, mine.tenantId, 'enterprise');
  await setTenantPlan(platform.system, other.tenantId, 'enterprise');
  await own(mine.tenantId, 'on', { dimensions: 64, shorterDimensions: [32, 128], enabledAt: platform.now() });
  await own(mine.tenantId, 'off', { dimensions: 64 });
  await own(other.tenantId, 'theirs', { dimensions: 64, enabledAt: platform.now() });
  await setProvider(platform.system, { provider: 'mistral', baseUrl: null, secret: 'sk-platform-0123456789' });
  expect(await ids()).toEqual([
    ...['bundled plugsky-embed-v1', 'bundled plugsky-embed-large', 'provider mistral/mistral-embed'],
    'own on',
  ]);
  expect((await listUsableModels(mine.context)).at(-1)).toMatchObject({ dimensions: 64, allowedDimensions: [32, 64] });
  await changeModel(platform.system, { id: 'plugsky-embed-large', disabled: true });
  await setTenantPlan(platform.system, mine.tenantId, 'scale');
  expect(await ids()).toEqual(['bundled plugsky-embed-v1']);
});

test('a tenant is told the other names of a model', async () => {
  const { context } = await createAccount(platform);
  await setModelAlias(platform.system, { alias: 'text-embedding-3-small', modelId: 'plugsky-embed-v1' });
  const [first] = await listTenantModels(context);
  expect(first).toMatchObject({ id: 'plugsky-embed-v1', aliases: ['text-embedding-3-small'] });
});

async function own(
  tenantId: string,
  alias: string,
  more: { dimensions: number; shorterDimensions?: number[]; enabledAt?: Date },
): Promise<void> {
  const data = { tenantId, alias, provider: 'cohere', baseUrl: 'https://api.cohere.com', providerModel: 'embed-v4.0' };
  await platform.database.system.privateModel.create({ data: { ...data, ...more } });
}
