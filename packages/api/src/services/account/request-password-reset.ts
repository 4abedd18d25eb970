import { z } from 'zod';
import { emailSchema } from '../../domain/email.ts';
import { recordAudit } from '../audit.ts';
import { type MailContext, requireMail } from '../context.ts';
import type { Letter } from '../mail/letter.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { insertLink } from './one-time-link.ts';

export const requestPasswordResetInput = z.object({ email: emailSchema });

/**
 * Mails a link with which a new password is set. An address without an account gets a letter that says so; the answer and
 * the rows written are the same, so that neither they nor the time tell which addresses have accounts.
 */
export async function requestPasswordReset(
  context: MailContext,
  { email }: z.output<typeof requestPasswordResetInput>,
): Promise<void> {
  requireMail(context);
  await context.database.system.$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email }, select: { id: true } });
    // Without a user it opens nothing and is mailed to nobody.
    const link = await insertLink(tx, context, { purpose: 'reset_password', email, userId: user?.id ?? null });
    const letter = user ? resetLetter(link.token) : noAccount();
    await queueMail(tx, context, { ...letter, kind: 'reset_password', to: email, expiresAt: link.expiresAt });
    await recordAudit(tx, context, {
      tenantId: null,
      action: 'user.ask_password_reset',
      targetType: 'link',
      targetId: link.id,
      after: { email },
    });
  });
}

function resetLetter(token: string): Letter {
  return {
    subject: 'Set a new Gridsky password',
    paragraphs: ['Somebody, most likely you, asked to set a new password for the Gridsky account with this address.'],
    link: { label: 'Set a new password', path: `/reset-password?token=${token}` },
    after: [
      'The link works once, for 30 minutes. All browsers that are signed in are signed out then. If it was not you, ignore this mail: the password stays as it is.',
    ],
  };
}

function noAccount(): Letter {
  return {
    subject: 'No Gridsky account with this address',
    paragraphs: [
      'Somebody, most likely you, asked to set a new Gridsky password for this address, but it has no account.',
      'You may have signed up with another address. If it was not you who asked, there is nothing to do.',
    ],
    link: { label: 'Create an account', path: '/sign-up' },
  };
}
