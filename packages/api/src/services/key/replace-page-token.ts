import { randomBytes } from 'node:crypto';
import { displaySecret, generateSecret } from '../../domain/api-key-secret.ts';
import { recordAudit } from '../audit.ts';
import type { AuditAction } from '../audit-action.ts';
import type { TenantContext } from '../context.ts';
import { hashSecret } from './create-key.ts';

export type PageToken = {
  purpose: 'playground' | 'upload';
  /** Left out: embeddings alone, as keys have it. */
  scope?: 'upload';
  name: string;
  minutes: number;
  action: AuditAction;
};

/**
 * A secret with which a page of the dashboard calls the API itself, and which ends by itself. Every member has one record of each purpose, so
 * that its usage and limits are one line, whose secret is replaced each time; the one before works until its own end, in another tab. Asks for
 * no permission: that is the caller's.
 */
export async function replacePageToken(
  context: TenantContext,
  { purpose, scope, name, minutes, action }: PageToken,
): Promise<{ secret: string; endsAt: Date }> {
  const { actor, tenantId } = context;
  const userId = actor.type === 'user' ? actor.userId : null;
  const secret = generateSecret('live', randomBytes);
  const now = context.now();
  const endsAt = new Date(now.getTime() + minutes * 60_000);
  return context.database.asTenant(tenantId, async (tx) => {
    // Two tabs that open at once must not both find no record.
    await tx.$queryRaw`SELECT id FROM tenant WHERE id = ${tenantId}::uuid FOR NO KEY UPDATE`;
    const where = { tenantId, purpose, createdByUserId: userId };
    const before = await tx.apiKey.findFirst({ where });
    const data = { secretHash: hashSecret(secret), display: displaySecret(secret), rotatedAt: now, expiresAt: endsAt };
    const row = before
      ? await tx.apiKey.update({
          where: { id: before.id, tenantId },
          data: {
            ...data,
            previousSecretHash: before.secretHash,
            previousDisplay: before.display,
            previousEndsAt: before.expiresAt,
          },
        })
      : await tx.apiKey.create({ data: { ...where, ...data, name, ...(scope ? { scope } : {}), createdAt: now } });
    await recordAudit(tx, context, {
      tenantId,
      action,
      targetType: 'key',
      targetId: row.id,
      after: { display: row.display, endsAt: endsAt.toISOString() },
    });
    return { secret, endsAt };
  });
}
