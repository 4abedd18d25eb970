import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { currentPasswordSchema } from '../../domain/email.ts';
import { Fault } from '../../domain/fault.ts';
import { checkOwnPassword } from '../account/check-own-password.ts';
import type { SignInThrottle } from '../account/sign-in-throttle.ts';
import { recordAudit } from '../audit.ts';
import type { MailContext } from '../context.ts';
import { base32, totpUri } from './totp.ts';

export const beginSecondFactorInput = z.object({ currentPassword: currentPasswordSchema });

/**
 * Makes a secret for the user's authenticator, after the password was entered again. It counts for nothing until a code
 * made from it is confirmed; beginning anew replaces it.
 */
export async function beginSecondFactor(
  context: MailContext,
  throttle: SignInThrottle,
  input: z.output<typeof beginSecondFactorInput> & { userId: string },
): Promise<{ secret: string; uri: string }> {
  const { userId, currentPassword } = input;
  const { email } = await checkOwnPassword(context, throttle, { userId, password: currentPassword });
  const secret = randomBytes(20);
  const sealedSecret = context.mail.sealer.seal(secret.toString('base64'), secondFactorLabel(userId));
  const createdAt = context.now();
  await context.database.system.$transaction(async (tx) => {
    await tx.secondFactor.deleteMany({ where: { userId, confirmedAt: null } });
    if (await tx.secondFactor.findUnique({ where: { userId }, select: { userId: true } })) {
      throw new Fault('conflict', 'You have an authenticator already. Remove it first.');
    }
    await tx.secondFactor.create({ data: { userId, sealedSecret, createdAt } });
    await recordAudit(tx, context, {
      tenantId: null,
      action: 'user.begin_second_factor',
      targetType: 'user',
      targetId: userId,
    });
  });
  const issuer = `Gridsky ${new URL(context.mail.publicUrl).host}`;
  return { secret: base32(secret), uri: totpUri(secret, { issuer, email }) };
}

export function secondFactorLabel(userId: string): string {
  return `second factor of ${userId}`;
}
