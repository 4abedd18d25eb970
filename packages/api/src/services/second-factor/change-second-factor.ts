import { z } from 'zod';
import { currentPasswordSchema } from '../../domain/email.ts';
import { Fault } from '../../domain/fault.ts';
import { checkOwnPassword } from '../account/check-own-password.ts';
import type { SignInThrottle } from '../account/sign-in-throttle.ts';
import { recordAudit } from '../audit.ts';
import type { MailContext, SystemContext } from '../context.ts';
import { type NewSession, replaceSessions } from '../session/replace-sessions.ts';
import { replaceRecoveryCodes } from './recovery-codes.ts';
import { queueSecondFactorNotice } from './second-factor-notice.ts';

export const ownPasswordInput = z.object({ currentPassword: currentPasswordSchema });

type OwnPassword = z.output<typeof ownPasswordInput>;

/** Turns the second step off, after the password was entered again; ends all other sessions. */
export async function removeSecondFactor(
  context: MailContext,
  throttle: SignInThrottle,
  { userId, sessionId, currentPassword }: OwnPassword & { userId: string; sessionId: string },
): Promise<NewSession> {
  await checkOwnPassword(context, throttle, { userId, password: currentPassword });
  return context.database.system.$transaction(async (tx) => {
    const { count } = await tx.secondFactor.deleteMany({ where: { userId, confirmedAt: { not: null } } });
    if (count === 0) throw noSecondFactor();
    await tx.recoveryCode.deleteMany({ where: { userId } });
    const session = await replaceSessions(tx, context, { userId, sessionId });
    await queueSecondFactorNotice(tx, context, userId, 'off');
    await recordAudit(tx, context, {
      tenantId: null,
      action: 'user.remove_second_factor',
      targetType: 'user',
      targetId: userId,
    });
    return session;
  });
}

/** Ten new recovery codes in place of the old ones, after the password was entered again. */
export async function renewRecoveryCodes(
  context: SystemContext,
  throttle: SignInThrottle,
  { userId, currentPassword }: OwnPassword & { userId: string },
): Promise<{ recoveryCodes: string[] }> {
  await checkOwnPassword(context, throttle, { userId, password: currentPassword });
  return context.database.system.$transaction(async (tx) => {
    const factors = await tx.secondFactor.count({ where: { userId, confirmedAt: { not: null } } });
    if (factors === 0) throw noSecondFactor();
    const recoveryCodes = await replaceRecoveryCodes(tx, context, userId);
    await recordAudit(tx, context, {
      tenantId: null,
      action: 'user.renew_recovery_codes',
      targetType: 'user',
      targetId: userId,
    });
    return { recoveryCodes };
  });
}

export type SecondFactorView = { on: boolean; since: Date | null; recoveryCodesLeft: number };

/** What the settings show of the second step. */
export async function readSecondFactor(context: SystemContext, userId: string): Promise<SecondFactorView> {
  const { system } = context.database;
  const [factor, recoveryCodesLeft] = await Promise.all([
    system.secondFactor.findUnique({ where: { userId }, select: { confirmedAt: true } }),
    system.recoveryCode.count({ where: { userId, usedAt: null } }),
  ]);
  const since = factor?.confirmedAt ?? null;
  return { on: since !== null, since, recoveryCodesLeft: since ? recoveryCodesLeft : 0 };
}

function noSecondFactor(): Fault {
  return new Fault('conflict', 'You have no authenticator. Add one first.');
}
