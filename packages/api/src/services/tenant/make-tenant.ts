import { z } from 'zod';
import { Fault } from '../../domain/fault.ts';
import { NO_MONEY } from '../../domain/money.ts';
import { tenantNameSchema } from '../../domain/tenant-name.ts';
import type { SystemContext } from '../context.ts';
import { claimTrial } from '../trial/claim-trial.ts';
import { insertTenant } from './insert-tenant.ts';

export const makeTenantInput = z.object({ name: tenantNameSchema });

/** Most tenants that one user may own; each holds a place in the ledger for good. */
export const OWNED_TENANTS_MAX = 20;

/**
 * Somebody signed in makes another tenant, on the trial plan, and owns it. Its trial credit is granted once a person and
 * once a proven address: who has made a tenant before, at sign-up or here, starts the next without credit, whatever became of the first.
 */
export async function makeTenant(
  context: SystemContext,
  { name, userId }: z.output<typeof makeTenantInput> & { userId: string },
): Promise<{ tenantId: string }> {
  return context.database.system.$transaction(async (tx) => {
    // Two made at once are made one after the other: the second sees the first.
    await tx.$queryRaw`SELECT id FROM app_user WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
    const owned = await tx.membership.count({ where: { userId, role: 'owner' } });
    if (owned >= OWNED_TENANTS_MAX) {
      throw new Fault('conflict', `You own ${owned} tenants, which is the most. Delete one that is not needed.`);
    }
    // The audit log forgets nothing: not even tenants that were deleted.
    const made = await tx.auditEntry.findFirst({
      where: { actorId: userId, action: 'tenant.create' },
      select: { id: true },
    });
    const { email, emailVerifiedAt } = await tx.user.findUniqueOrThrow({ where: { id: userId } });
    const hasTrial = !made && emailVerifiedAt !== null && (await claimTrial(tx, context, email));
    const tenant = { name, planId: 'trial', ...(hasTrial ? {} : { creditNano: NO_MONEY }) };
    const tenantId = await insertTenant(tx, context, tenant);
    await tx.membership.create({ data: { tenantId, userId, role: 'owner', createdAt: context.now() } });
    return { tenantId };
  });
}
