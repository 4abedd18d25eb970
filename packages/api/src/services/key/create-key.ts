import { createHash, randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { displaySecret, generateSecret } from '../../domain/api-key-secret.ts';
import { Fault, notFound } from '../../domain/fault.ts';
import { createKeyInput } from '../../domain/key-form.ts';
import { effectiveLimits } from '../../domain/plan.ts';
import { recordAudit } from '../audit.ts';
import { requirePermission, type TenantContext } from '../context.ts';
import { type KeyView, keyView } from './key-view.ts';

export { createKeyInput };

/**
 * Makes a key. The secret is in this answer and nowhere else: the database keeps its SHA-256.
 * Errors: `plan_limit` when the plan's number of keys is used up.
 */
export async function createKey(
  context: TenantContext,
  input: z.output<typeof createKeyInput>,
): Promise<{ key: KeyView; secret: string }> {
  requirePermission(context, 'key:write');
  if (input.expiresAt && input.expiresAt <= context.now()) {
    throw new Fault('invalid', 'The expiry lies in the past. Choose a later time.', { param: 'expiresAt' });
  }
  const secret = generateSecret(input.mode, randomBytes);
  return context.database.asTenant(context.tenantId, async (tx) => {
    // Locks the tenant, so that two keys made at once are counted one after the other.
    await tx.$queryRaw`SELECT id FROM tenant WHERE id = ${context.tenantId}::uuid FOR UPDATE`;
    const tenant = await tx.tenant.findUnique({
      where: { id: context.tenantId },
      include: { plan: true, planOverride: true },
    });
    if (!tenant) throw notFound('tenant');
    const { keysMax } = effectiveLimits(tenant.plan, tenant.planOverride);
    const active = await tx.apiKey.count({ where: { tenantId: context.tenantId, revokedAt: null } });
    if (active >= keysMax) {
      throw new Fault(
        'plan_limit',
        `The ${tenant.plan.name} plan includes ${keysMax} keys and all are in use. Revoke one or change plan.`,
      );
    }
    const row = await tx.apiKey.create({
      data: {
        ...input,
        tenantId: context.tenantId,
        createdByUserId: context.actor.type === 'user' ? context.actor.userId : null,
        secretHash: hashSecret(secret),
        display: displaySecret(secret),
        createdAt: context.now(),
      },
      include: { createdBy: { select: { email: true } } },
    });
    const key = keyView(row, context.now());
    await recordAudit(tx, context, {
      tenantId: context.tenantId,
      action: 'key.create',
      targetType: 'key',
      targetId: key.id,
      after: { name: key.name, display: key.display, scope: key.scope, mode: key.mode },
    });
    return { key, secret };
  });
}

/** SHA-256: the secret carries 256 random bits, so a slow password hash would add nothing but latency. */
export function hashSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest());
}
