import { Prisma } from '@gridsky/db';
import { Fault } from '../../domain/fault.ts';
import type { AddPrivateModel } from '../../domain/private-model.ts';
import { recordAudit } from '../audit.ts';
import { requirePermission } from '../context.ts';
import { storeSecret } from '../secret/store-secret.ts';
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

/**
 * Adds a model of the tenant's own, not enabled: a test has to find its width first. Errors: `plan_limit`, `conflict` for a taken alias,
 * `invalid` for an address that may not be reached and for fields that contradict each other.
 */
export async function addPrivateModel(
  context: TenantRemoteContext,
  { secret, fallbackAlias, customWire, ...input }: AddPrivateModel,
): Promise<PrivateModelView> {
  requirePermission(context, 'model:write');
  const { tenantId, remote } = context;
  const baseUrl = checkedBaseUrl(input.provider, input.baseUrl, remote.outboundRanges);
  refuseOddModel({ ...input, customWire });
  refuseSecretOfUpload(input.provider, secret);
  return context.database.asTenant(tenantId, async (tx) => {
    const { planName, limits } = await lockTenant(tx, tenantId);
    const count = await tx.privateModel.count({ where: { tenantId } });
    if (count >= limits.privateModelsMax) throw beyondPlan(planName, limits.privateModelsMax);
    await refuseTakenAlias(tx, tenantId, input.alias, null);
    const fallbackId =
      fallbackAlias === null ? null : await findFallback(tx, tenantId, fallbackAlias, { id: null, dimensions: null });
    const now = context.now();
    const row = await tx.privateModel.create({
      data: {
        ...input,
        tenantId,
        baseUrl,
        fallbackId,
        customWire: customWire ?? Prisma.DbNull,
        createdAt: now,
        updatedAt: now,
      },
    });
    if (secret !== null) await storeSecret(tx, remote.vault, { tenantId, ownerId: row.id }, secret, now);
    await recordAudit(tx, context, {
      tenantId,
      action: 'model.add',
      targetType: 'model',
      targetId: row.id,
      after: { ...privateModelForAudit(row), secret: secret !== null },
    });
    return privateModelView(row, secret === null ? undefined : secret.length >= 12 ? secret.slice(-4) : '');
  });
}

function beyondPlan(planName: string, max: number): Fault {
  const included = max === 0 ? 'no models of your own' : `${max} models of your own, and all are in use`;
  return new Fault(
    'plan_limit',
    `The ${planName} plan includes ${included}. ${max === 0 ? 'Change' : 'Remove one or change'} plan.`,
  );
}
