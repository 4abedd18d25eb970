import type { TenantTransaction } from '@gridsky/db';
import { Fault } from '../../domain/fault.ts';
import type { MailContext } from '../context.ts';
import { secondFactorLabel } from './begin-second-factor.ts';
import { totpStep } from './totp.ts';

/**
 * Uses an authenticator's code up; false when it is wrong, or was used before. The conditional update is what makes a code
 * work once, however many requests bring it at the same time.
 */
export async function takeCode(
  tx: TenantTransaction,
  context: MailContext,
  { userId, code, confirmed }: { userId: string; code: string; confirmed: boolean },
): Promise<boolean> {
  const factor = await tx.secondFactor.findUnique({ where: { userId } });
  if (!factor || (factor.confirmedAt !== null) !== confirmed) return false;
  const secret = Buffer.from(context.mail.sealer.open(factor.sealedSecret, secondFactorLabel(userId)), 'base64');
  const step = totpStep(secret, code, context.now());
  if (step === null) return false;
  const { count } = await tx.secondFactor.updateMany({
    where: { userId, lastStep: { lt: step } },
    data: { lastStep: step, ...(confirmed ? {} : { confirmedAt: context.now() }) },
  });
  return count === 1;
}

export function wrongCode(): Fault {
  return new Fault('invalid', 'This code is not right. Take the one that the authenticator shows now.', {
    param: 'code',
  });
}
