import { addPrivateModelInput } from '@gridsky/api/domain';
import {
  addPrivateModel,
  createSecretVault,
  keySource,
  listPrivateModels,
  localKeyEncryption,
  type RemoteSettings,
  requestPrivateModelTest,
  setPrivateModelEnabled,
} from '@gridsky/api/services';
import type { Logger } from 'pino';
import { startTestPlatform, until } from './test-platform.ts';

const SEALING_KEYS = Buffer.alloc(32, 5).toString('base64');

/** The app with leave to reach this machine, and the dashboard's side of models of one's own. */
export async function startRemotePlatform(settings: Record<string, string> = {}, logger?: Logger) {
  const allowed = { OUTBOUND_ALLOWED_RANGES: '127.0.0.0/8', SECRETS_KEYS: SEALING_KEYS, ...settings };
  const platform = await startTestPlatform(allowed, logger);
  const remote: RemoteSettings = {
    vault: createSecretVault(localKeyEncryption(keySource({ keys: allowed.SECRETS_KEYS }))),
    outboundRanges: ['127.0.0.0/8'],
  };
  const member = (tenantId: string) => ({ ...platform.context, tenantId, role: 'owner' as const, remote });
  const testModel = async (tenantId: string, id: string) => {
    const before = (await find(tenantId, id)).testedAt?.getTime();
    await requestPrivateModelTest(member(tenantId), { id });
    await until(async () => {
      const { testedAt } = await find(tenantId, id);
      return testedAt !== null && testedAt.getTime() !== before;
    }, 60_000);
    return (await find(tenantId, id)).test;
  };
  const find = async (tenantId: string, id: string) => {
    const found = (await listPrivateModels(member(tenantId))).find((model) => model.id === id);
    if (!found) throw new Error(`no model ${id}`);
    return found;
  };
  return {
    ...platform,
    remote,
    member,
    find,
    testModel,
    /** A model of the tenant's own that serves as if its test had found a width. */
    async untestedModel(tenantId: string, input: Parameters<typeof addPrivateModelInput.parse>[0], width: number) {
      const { id } = await addPrivateModel(member(tenantId), addPrivateModelInput.parse(input));
      await platform.query('UPDATE private_model SET dimensions = $2, enabled_at = now() WHERE id = $1', [id, width]);
      return id;
    },
    /** A model of the tenant's own that is tested and serves. */
    async model(tenantId: string, input: Parameters<typeof addPrivateModelInput.parse>[0]) {
      const { id } = await addPrivateModel(member(tenantId), addPrivateModelInput.parse(input));
      const test = await testModel(tenantId, id);
      if (!test?.ok) throw new Error(`The test failed: ${JSON.stringify(test)}`);
      await setPrivateModelEnabled(member(tenantId), { id, enabled: true });
      return id;
    },
  };
}
