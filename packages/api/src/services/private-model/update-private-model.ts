import { isDeepStrictEqual } from 'node:util';
import { Prisma } from '@gridsky/db';
import { notFound } from '../../domain/fault.ts';
import type { UpdatePrivateModel } from '../../domain/private-model.ts';
import { PROVIDERS } from '../../domain/provider.ts';
import { recordAudit } from '../audit.ts';
import { requirePermission } from '../context.ts';
import { readLast4, storeSecret, wipeSecret } from '../secret/store-secret.ts';
import { lockTenant } from '../tenant/lock-tenant.ts';
import {
  checkedBaseUrl,
  findFallback,
  refuseOddModel,
  refuseSecretOfUpload,
  refuseTakenAlias,
} from './check-private-model.ts';
import { type PrivateModelView, privateModelForAudit, privateModelView } from './private-model-view.ts';
import type { TenantRemoteContext } from './remote-context.ts';

/** Fields that decide what answers, and how wide: after a change of one the model has to be tested anew before it serves. */
const TESTED = ['baseUrl', 'providerModel', 'customWire'] as const;

/**
 * Changes a model of the tenant's own. With another host its secret is wiped, unless a new one comes with it: a secret is for the host that it
 * was given for. What a test has to see first disables the model until then. Errors: as `addPrivateModel`, `not_found`.
 */
export async function updatePrivateModel(
  context: TenantRemoteContext,
  { id, secret, fallbackAlias, customWire, baseUrl: givenUrl, ...input }: UpdatePrivateModel,
): Promise<PrivateModelView> {
  requirePermission(context, 'model:write');
  const { tenantId, remote } = context;
  return context.database.asTenant(tenantId, async (tx) => {
    await lockTenant(tx, tenantId);
    const before = await tx.privateModel.findFirst({ where: { id, tenantId } });
    if (!before) throw notFound('model');
    const provider = PROVIDERS.find((name) => name === before.provider) ?? 'custom';
    const baseUrl = givenUrl === undefined ? before.baseUrl : checkedBaseUrl(provider, givenUrl, remote.outboundRanges);
    if (input.alias !== undefined) await refuseTakenAlias(tx, tenantId, input.alias, id);
    refuseOddModel({ ...before, ...input, customWire: customWire === undefined ? before.customWire : customWire });
    refuseSecretOfUpload(provider, secret ?? null);
    const isOtherHost = provider !== 'onnx' && new URL(baseUrl).host !== new URL(before.baseUrl).host;
    const next = {
      ...before,
      ...input,
      baseUrl,
      customWire: customWire === undefined ? before.customWire : customWire,
    };
    // Not as text: the database keeps the names in a template in an order of its own.
    const isUntested = TESTED.some((name) => !isDeepStrictEqual(next[name], before[name]));
    const fallbackId =
      fallbackAlias === undefined
        ? before.fallbackId
        : fallbackAlias === null
          ? null
          : await findFallback(tx, tenantId, fallbackAlias, before);
    const now = context.now();
    const row = await tx.privateModel.update({
      where: { id, tenantId },
      data: {
        ...input,
        baseUrl,
        fallbackId,
        ...(customWire === undefined ? {} : { customWire: customWire ?? Prisma.DbNull }),
        ...(isUntested
          ? { enabledAt: null, disabledAt: null, dimensions: null, testedAt: null, testResult: Prisma.DbNull }
          : {}),
        updatedAt: now,
      },
    });
    if (secret) await storeSecret(tx, remote.vault, { tenantId, ownerId: id }, secret, now);
    else if (secret === null || isOtherHost) await wipeSecret(tx, id);
    const last4 = await readLast4(tx, [id]);
    await recordAudit(tx, context, {
      tenantId,
      action: 'model.change',
      targetType: 'model',
      targetId: id,
      before: privateModelForAudit(before),
      after: { ...privateModelForAudit(row), secret: secretChange(secret, isOtherHost, last4.has(id)) },
    });
    return privateModelView(row, last4.get(id));
  });
}

function secretChange(secret: string | null | undefined, isOtherHost: boolean, has: boolean): string {
  if (secret) return 'replaced';
  return secret === null || isOtherHost ? 'wiped' : has ? 'kept' : 'none';
}
