import type { Database } from '@gridsky/db';
import { recordAudit } from '../audit.ts';

/**
 * Carries out the deletions that are due; returns how many. Goes: keys, members, invitations, overrides, the tenant's name, and what
 * is personal in its audit entries. Stays, by id alone: grants, usage and who changed what when, since sums must go on
 * adding up (docs/deletion.md). Each in its own transaction; may run in several processes at once.
 */
export async function removeDueTenants(database: Database, now: Date): Promise<number> {
  const due = await database.system.tenant.findMany({ where: { deletionDueAt: { lte: now } }, select: { id: true } });
  let removed = 0;
  const failures: unknown[] = [];
  for (const { id } of due) {
    // One that fails must not keep the others from their end.
    await removeTenant(database, id, now).then(
      (done) => {
        if (done) removed++;
      },
      (error) => failures.push(error),
    );
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} due tenants could not be removed`);
  return removed;
}

async function removeTenant(database: Database, tenantId: string, now: Date): Promise<boolean> {
  return database.system.$transaction(async (tx) => {
    const where = { tenantId };
    // Asked under the lock: another process may have done it, or an owner may have taken it back.
    const rows = await tx.$queryRaw<unknown[]>`
      SELECT id FROM tenant WHERE id = ${tenantId}::uuid AND deletion_due_at <= ${now} FOR NO KEY UPDATE`;
    if (rows.length === 0) return false;
    await tx.apiKey.deleteMany({ where });
    await tx.membership.deleteMany({ where });
    await tx.invitation.deleteMany({ where });
    await tx.planOverride.deleteMany({ where });
    await tx.budget.deleteMany({ where });
    await tx.budgetMonth.deleteMany({ where });
    await tx.webhookEndpoint.deleteMany({ where });
    await tx.webhookDelivery.deleteMany({ where });
    await tx.trialNotice.deleteMany({ where });
    await tx.idempotencyRecord.deleteMany({ where });
    await tx.tenant.update({
      where: { id: tenantId },
      data: { name: 'Deleted tenant', deletionDueAt: null, deletedAt: now },
    });
    await tx.$executeRaw`
      UPDATE audit_entry SET before = NULL, after = NULL, ip = NULL
      WHERE tenant_id = ${tenantId}::uuid AND (before IS NOT NULL OR after IS NOT NULL OR ip IS NOT NULL)`;
    await recordAudit(
      tx,
      { database, actor: { type: 'system' }, now: () => now, ip: null },
      { tenantId, action: 'tenant.remove', targetType: 'tenant', targetId: tenantId },
    );
    return true;
  });
}
