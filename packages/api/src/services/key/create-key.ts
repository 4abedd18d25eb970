import { createHash, randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { displaySecret, generateSecret } from '../../domain/api-key-secret.ts';
import { Fault } from '../../domain/fault.ts';
import { createKeyInput } from '../../domain/key-form.ts';
import { recordAudit } from '../audit.ts';
import { requirePermission, type TenantContext } from '../context.ts';
import { checkKeyTerms } from './check-key-terms.ts';
import { keyTermsForAudit } from './key-terms-for-audit.ts';
import { type KeyView, keyView } from './key-view.ts';

export { createKeyInput };

type NewKey = z.output<typeof createKeyInput>;

/**
 * Makes a key. The secret is in this answer and nowhere else: the database keeps its SHA-256.
 * Errors: `plan_limit` when the plan's number of keys is used up; `invalid` for terms that the plan does not cover.
 */
export async function createKey(
  context: TenantContext,
  // Restrictions may be left out: there are none then.
  input: Pick<NewKey, 'name' | 'mode' | 'scope' | 'expiresAt'> & Partial<NewKey>,
): Promise<{ key: KeyView; secret: string }> {
  requirePermission(context, 'key:write');
  const secret = generateSecret(input.mode, randomBytes);
  return context.database.asTenant(context.tenantId, async (tx) => {
    const { planName, limits } = await checkKeyTerms(tx, context.tenantId, context.now(), input);
    const active = await tx.apiKey.count({ where: { tenantId: context.tenantId, purpose: 'api', revokedAt: null } });
    if (active >= limits.keysMax) {
      throw new Fault(
        'plan_limit',
        `The ${planName} plan includes ${limits.keysMax} keys and all are in use. Revoke one or change plan.`,
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
      after: { display: key.display, mode: key.mode, ...keyTermsForAudit(row) },
    });
    return { key, secret };
  });
}

/** SHA-256: the secret carries 256 random bits, so a slow password hash would add nothing but latency. */
export function hashSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest());
}
