import { isUniqueViolation } from '@gridsky/db';
import { z } from 'zod';
import { recordAudit } from '../audit.ts';
import type { MailContext } from '../context.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { tokenSchema } from './confirm-sign-up.ts';
import { endLinks, linkGone, takeLink } from './one-time-link.ts';

export const confirmEmailChangeInput = z.object({ token: tokenSchema });

const KEPT_TRYING_MS = 3 * 86_400_000;

/** Gives the account the address that the link was mailed to, and tells the old one. Works once; other mailed links end. */
export async function confirmEmailChange(
  context: MailContext,
  input: z.output<typeof confirmEmailChangeInput>,
): Promise<{ email: string }> {
  const now = context.now();
  try {
    return await context.database.system.$transaction(async (tx) => {
      const { userId, email } = await takeLink(tx, context, input.token, 'change_email');
      if (!userId) throw linkGone();
      const before = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
      await tx.user.update({ where: { id: userId }, data: { email, emailVerifiedAt: now } });
      // A reset link that went to the old address would still open the account.
      await endLinks(tx, userId);
      await queueMail(tx, context, {
        kind: 'email_changed',
        to: before.email,
        subject: 'Your Gridsky account has a new address',
        paragraphs: [
          `Your Gridsky account moved from this address to ${email} just now. You sign in with that one from now on.`,
          'If it was not you, tell the operator of the platform at once.',
        ],
        expiresAt: new Date(now.getTime() + KEPT_TRYING_MS),
      });
      await recordAudit(
        tx,
        { ...context, actor: { type: 'user', userId } },
        {
          tenantId: null,
          action: 'user.change_email',
          targetType: 'user',
          targetId: userId,
          before: { email: before.email },
          after: { email },
        },
      );
      return { email };
    });
  } catch (error) {
    // Somebody else's by now: to whoever holds the link it is as dead as a used one.
    if (isUniqueViolation(error, 'email')) throw linkGone();
    throw error;
  }
}
