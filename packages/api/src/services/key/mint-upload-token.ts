import { randomBytes } from 'node:crypto';
import { displaySecret, generateSecret } from '../../domain/api-key-secret.ts';
import { recordAudit } from '../audit.ts';
import { requirePermission, type TenantContext } from '../context.ts';
import { hashSecret } from './create-key.ts';

export const UPLOAD_TOKEN_MINUTES = 15;

/**
 * A secret with which the dashboard's page sends files of models to the API itself, and which can do nothing else. It has to hold when a file
 * begins, not until it has arrived. As with the playground's, every member has one record, whose secret is replaced each time, and the one
 * before works until its own end.
 */
export async function mintUploadToken(context: TenantContext): Promise<{ secret: string; endsAt: Date }> {
  requirePermission(context, 'model:write');
  const { actor, tenantId } = context;
  const userId = actor.type === 'user' ? actor.userId : null;
  const secret = generateSecret('live', randomBytes);
  const now = context.now();
  const endsAt = new Date(now.getTime() + UPLOAD_TOKEN_MINUTES * 60_000);
  return context.database.asTenant(tenantId, async (tx) => {
    // Two tabs that upload at once must not both find no record.
    await tx.$queryRaw`SELECT id FROM tenant WHERE id = ${tenantId}::uuid FOR NO KEY UPDATE`;
    const where = { tenantId, purpose: 'upload' as const, createdByUserId: userId };
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
      : await tx.apiKey.create({ data: { ...where, ...data, name: 'Uploads', scope: 'upload', createdAt: now } });
    await recordAudit(tx, context, {
      tenantId,
      action: 'key.upload_token',
      targetType: 'key',
      targetId: row.id,
      after: { display: row.display, endsAt: endsAt.toISOString() },
    });
    return { secret, endsAt };
  });
}
