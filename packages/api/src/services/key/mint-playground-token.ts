import { randomBytes } from 'node:crypto';
import { displaySecret, generateSecret } from '../../domain/api-key-secret.ts';
import { recordAudit } from '../audit.ts';
import { requirePermission, type TenantContext } from '../context.ts';
import { hashSecret } from './create-key.ts';

export const PLAYGROUND_TOKEN_MINUTES = 15;

/**
 * A secret for the playground, which ends by itself after 15 minutes. Every member has one record for it, so that its usage and
 * limits are one line, whose secret is replaced each time; the one before works until its own end, in another tab. It speaks
 * for embeddings alone, is metered as any key, and is not among the tenant's keys.
 */
export async function mintPlaygroundToken(context: TenantContext): Promise<{ secret: string; endsAt: Date }> {
  requirePermission(context, 'key:write');
  const { actor, tenantId } = context;
  const userId = actor.type === 'user' ? actor.userId : null;
  const secret = generateSecret('live', randomBytes);
  const now = context.now();
  const endsAt = new Date(now.getTime() + PLAYGROUND_TOKEN_MINUTES * 60_000);
  return context.database.asTenant(tenantId, async (tx) => {
    // Two tabs that open at once must not both find no record.
    await tx.$queryRaw`SELECT id FROM tenant WHERE id = ${tenantId}::uuid FOR NO KEY UPDATE`;
    const where = { tenantId, purpose: 'playground' as const, createdByUserId: userId };
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
      : await tx.apiKey.create({ data: { ...where, ...data, name: 'Playground', createdAt: now } });
    await recordAudit(tx, context, {
      tenantId,
      action: 'key.playground',
      targetType: 'key',
      targetId: row.id,
      after: { display: row.display, endsAt: endsAt.toISOString() },
    });
    return { secret, endsAt };
  });
}
