import { Fault } from '../../domain/fault.ts';
import type { AttemptWindows } from '../account/attempt-windows.ts';
import { recordAudit } from '../audit.ts';
import type { MailContext } from '../context.ts';
import { takeRecoveryCode } from './recovery-codes.ts';
import { queueSecondFactorNotice } from './second-factor-notice.ts';
import { takeCode } from './take-code.ts';

/** Whether signing in asks this user for a second step. */
export async function hasSecondFactor(context: MailContext, userId: string): Promise<boolean> {
  const factor = await context.database.system.secondFactor.findUnique({
    where: { userId },
    select: { confirmedAt: true },
  });
  return factor !== null && factor.confirmedAt !== null;
}

/**
 * The second step of signing in: a code of the authenticator, or a recovery code. Throws an `unauthenticated` fault when
 * it is wrong or used. The throttle counts by user, as the password was right already.
 */
export async function checkSecondFactor(
  context: MailContext,
  throttle: AttemptWindows,
  { userId, code }: { userId: string; code: string },
): Promise<void> {
  await throttle.consume(userId, context.ip);
  const digits = code.replace(/\s/g, '');
  const right = await context.database.system.$transaction(async (tx) => {
    if (/^\d{6}$/.test(digits)) return takeCode(tx, context, { userId, code: digits, confirmed: true });
    if (!(await takeRecoveryCode(tx, context, { userId, code }))) return false;
    await queueSecondFactorNotice(tx, context, userId, 'codeUsed');
    await recordAudit(
      tx,
      { ...context, actor: { type: 'user', userId } },
      { tenantId: null, action: 'user.use_recovery_code', targetType: 'user', targetId: userId },
    );
    return true;
  });
  if (!right) {
    throw new Fault(
      'unauthenticated',
      'This code is not right, or was used before. Wait for the next one and try again.',
    );
  }
  await throttle.forgive(userId);
}
