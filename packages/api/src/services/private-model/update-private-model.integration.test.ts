import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPrivateModelInput } from '../../domain/private-model.ts';
import { createAccount, openTestPlatform, type TestPlatform } from '../../testing/platform.ts';
import { setTenantPlan } from '../operator/change-tenant.ts';
import { addPrivateModel } from './add-private-model.ts';
import { setPrivateModelEnabled } from './change-private-model.ts';
import { claimPrivateModelTest, recordPrivateModelTest, requestPrivateModelTest } from './test-private-model.ts';
import { updatePrivateModel } from './update-private-model.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform?.close());

test('a custom model that is saved as it was goes on serving; with another template it is disabled until a test', async () => {
  const account = await createAccount(platform);
  await setTenantPlan(platform.system, account.tenantId, 'enterprise');
  const context = { ...account.context, remote: platform.system.remote };
  const customWire = {
    vectorsPath: 'data[].embedding',
    template: { model: '{{model}}', input: '{{texts}}' },
    tokensPath: null,
  };
  const { id } = await addPrivateModel(
    context,
    addPrivateModelInput.parse({
      alias: 'ours',
      provider: 'custom',
      baseUrl: 'https://models.example.com/embed',
      customWire,
    }),
  );
  await requestPrivateModelTest(context, { id });
  const claimed = await claimPrivateModelTest(platform.database, id);
  if (!claimed) throw new Error('no test to claim');
  await recordPrivateModelTest(platform.database, {
    id,
    testedFrom: claimed.updatedAt,
    now: platform.now(),
    result: { ok: true, dimensions: 8, norm: 1, latencyMs: 1, tokens: null },
  });
  await setPrivateModelEnabled(context, { id, enabled: true });
  expect(await updatePrivateModel(context, { id, customWire, textsMax: 4 })).toMatchObject({
    enabled: true,
    dimensions: 8,
    textsMax: 4,
  });
  const template = { ...customWire.template, truncate: false };
  expect(await updatePrivateModel(context, { id, customWire: { ...customWire, template } })).toMatchObject({
    enabled: false,
    dimensions: null,
    test: null,
  });
});
