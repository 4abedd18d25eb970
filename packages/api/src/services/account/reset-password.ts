import { z } from 'zod';
import { passwordSchema } from '../../domain/email.ts';
import { recordAudit } from '../audit.ts';
import type { MailContext } from '../context.ts';
import { tokenSchema } from './confirm-sign-up.ts';
import { endLinks, linkGone, readLink, takeLink } from './one-time-link.ts';
import { hashPassword } from './password.ts';
import { queuePasswordNotice } from './password-notice.ts';
import { refuseWeakPassword } from './refuse-weak-password.ts';

export const resetPasswordInput = z.object({ token: tokenSchema, password: passwordSchema });

/** Sets the password of a mailed reset link. Works once; ends all sessions and all other links of the user. */
export async function resetPassword(
  context: MailContext,
  input: z.output<typeof resetPasswordInput>,
): Promise<{ email: string; userId: string }> {
  const open = await readLink(context, { token: input.token, purpose: 'reset_password' });
  if (!open) throw linkGone();
  refuseWeakPassword(input.password, open.email);
  const passwordHash = await hashPassword(input.password);
  const now = context.now();
  return context.database.system.$transaction(async (tx) => {
    const { userId, email } = await takeLink(tx, context, input.token, 'reset_password');
    if (!userId) throw linkGone();
    const before = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { emailVerifiedAt: true } });
    // Who opened the link reads mail at the address, whatever was known before.
    const emailVerifiedAt = before.emailVerifiedAt ?? now;
    await tx.user.update({ where: { id: userId }, data: { passwordHash, emailVerifiedAt } });
    await tx.session.updateMany({ where: { userId, endedAt: null }, data: { endedAt: now } });
    await endLinks(tx, userId);
    await queuePasswordNotice(tx, context, email);
    await recordAudit(
      tx,
      { ...context, actor: { type: 'user', userId } },
      { tenantId: null, action: 'user.reset_password', targetType: 'user', targetId: userId },
    );
    return { email, userId };
  });
}
