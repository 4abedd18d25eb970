import type { Database } from '@gridsky/db';
import { notFound } from '../../domain/fault.ts';
import type { TestResult } from '../../domain/private-model.ts';
import { recordAudit } from '../audit.ts';
import { requirePermission, type TenantContext } from '../context.ts';

/** Asks for a test, which a process of the API makes at once; `testedAt` tells when it is done. Error: `not_found`. */
export async function requestPrivateModelTest(context: TenantContext, { id }: { id: string }): Promise<void> {
  requirePermission(context, 'model:write');
  const { tenantId } = context;
  await context.database.asTenant(tenantId, async (tx) => {
    const { count } = await tx.privateModel.updateMany({
      where: { id, tenantId },
      data: { testRequestedAt: context.now() },
    });
    if (count === 0) throw notFound('model');
    await recordAudit(tx, context, { tenantId, action: 'model.test', targetType: 'model', targetId: id });
  });
}

/** Takes a test that was asked for: of several processes that are told, one gets it. Null: taken, or not asked for. */
export async function claimPrivateModelTest(
  { system }: Database,
  id: string,
): Promise<{ tenantId: string; alias: string; updatedAt: Date } | null> {
  const [row] = await system.$queryRaw<{ tenantId: string; alias: string; updatedAt: Date }[]>`
    UPDATE private_model SET test_requested_at = NULL WHERE id = ${id}::uuid AND test_requested_at IS NOT NULL
    RETURNING tenant_id AS "tenantId", alias, updated_at AS "updatedAt"`;
  return row ?? null;
}

/**
 * Keeps what a test found, and the width that it found. A model that answers with another width than it served is disabled: its vectors are no
 * longer the same. Of a model that was changed since `testedFrom`, its `updatedAt` then, nothing is kept.
 */
export async function recordPrivateModelTest(
  { system }: Database,
  { id, testedFrom, now, result }: { id: string; testedFrom: Date; now: Date; result: TestResult },
): Promise<void> {
  await system.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM private_model WHERE id = ${id}::uuid FOR UPDATE`;
    const before = await tx.privateModel.findUnique({ where: { id } });
    if (before?.updatedAt.getTime() !== testedFrom.getTime()) return;
    const isOtherWidth = result.ok && before.dimensions !== null && before.dimensions !== result.dimensions;
    await tx.privateModel.update({
      where: { id },
      data: {
        testedAt: now,
        testResult: result,
        ...(result.ok ? { dimensions: result.dimensions } : {}),
        // What somebody has set by hand stays.
        ...(result.ok && result.textsMax && before.textsMax === null ? { textsMax: result.textsMax } : {}),
        ...(isOtherWidth ? { enabledAt: null, disabledAt: null } : {}),
      },
    });
  });
}
