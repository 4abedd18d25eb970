import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { displaySecret, generateSecret } from '../../domain/api-key-secret.ts';
import { Fault } from '../../domain/fault.ts';
import { GRACE_MS, graceSchema } from '../../domain/key-form.ts';
import type { TenantContext } from '../context.ts';
import { changeKey } from './change-key.ts';
import { hashSecret } from './create-key.ts';
import type { KeyView } from './key-view.ts';

export const rotateKeyInput = z.object({ keyId: z.uuid(), grace: graceSchema });

/**
 * Gives a key a new secret. The old one works until the grace ends, under the same limits, as it is the same key; a secret that
 * was still in its grace from the rotation before ends at once. The new secret is in this answer and nowhere else.
 */
export async function rotateKey(
  context: TenantContext,
  { keyId, grace }: z.output<typeof rotateKeyInput>,
): Promise<{ key: KeyView; secret: string }> {
  let secret = '';
  const key = await changeKey(context, keyId, (before) => {
    const now = context.now();
    if (before.expiresAt && before.expiresAt <= now) {
      throw new Fault(
        'conflict',
        'This key has expired, and a new secret would be refused too. Give it a later expiry first.',
      );
    }
    secret = generateSecret(before.mode, randomBytes);
    const previousEndsAt = new Date(now.getTime() + GRACE_MS[grace]);
    return {
      action: 'key.rotate',
      data: {
        secretHash: hashSecret(secret),
        display: displaySecret(secret),
        rotatedAt: now,
        previousSecretHash: before.secretHash,
        previousDisplay: before.display,
        previousEndsAt,
      },
      before: { display: before.display },
      after: { display: displaySecret(secret), grace, previousEndsAt: previousEndsAt.toISOString() },
    };
  });
  return { key, secret };
}
