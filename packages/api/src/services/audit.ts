import type { Prisma, TenantTransaction } from '@gridsky/db';
import type { AuditAction, AuditTarget } from './audit-action.ts';
import type { SystemContext } from './context.ts';

export type AuditChange = {
  /** null: a change of a user's own account or of the platform. */
  tenantId: string | null;
  /** `noun.verb`, e.g. `key.revoke`. */
  action: AuditAction;
  targetType: AuditTarget;
  targetId: string;
  before?: Prisma.InputJsonObject;
  after?: Prisma.InputJsonObject;
};

/** Writes the audit row of a change. Must run in the change's own transaction: both are there, or neither. */
export async function recordAudit(tx: TenantTransaction, context: SystemContext, change: AuditChange): Promise<void> {
  const { actor } = context;
  await tx.auditEntry.create({
    data: {
      ...change,
      createdAt: context.now(),
      actorType: actor.type,
      actorId: 'userId' in actor ? actor.userId : actor.type === 'key' ? actor.keyId : null,
      ip: context.ip,
    },
  });
}
