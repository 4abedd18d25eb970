import { z } from 'zod';
import { currentPasswordSchema, passwordSchema } from '../../domain/email.ts';
import { recordAudit } from '../audit.ts';
import type { MailContext } from '../context.ts';
import { type NewSession, replaceSessions } from '../session/replace-sessions.ts';
import { checkOwnPassword } from './check-own-password.ts';
import { endLinks } from './one-time-link.ts';
import { hashPassword } from './password.ts';
import { queuePasswordNotice } from './password-notice.ts';
import { refuseWeakPassword } from './refuse-weak-password.ts';
import type { SignInThrottle } from './sign-in-throttle.ts';

export const changePasswordInput = z.object({ currentPassword: currentPasswordSchema, password: passwordSchema });

/** Changes one's own password, asked for the old one; ends all other sessions and gives this browser a new one. */
export async function changePassword(
  context: MailContext,
  throttle: SignInThrottle,
  input: z.output<typeof changePasswordInput> & { userId: string; sessionId: string },
): Promise<NewSession> {
  const { userId, sessionId, currentPassword, password } = input;
  const { email } = await checkOwnPassword(context, throttle, { userId, password: currentPassword });
  refuseWeakPassword(password, email);
  const passwordHash = await hashPassword(password);
  return context.database.system.$transaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { passwordHash } });
    const session = await replaceSessions(tx, context, { userId, sessionId });
    await endLinks(tx, userId);
    await queuePasswordNotice(tx, context, email);
    await recordAudit(tx, context, {
      tenantId: null,
      action: 'user.change_password',
      targetType: 'user',
      targetId: userId,
    });
    return session;
  });
}
