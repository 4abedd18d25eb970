import { z } from 'zod';
import { currentPasswordSchema, emailSchema } from '../../domain/email.ts';
import { Fault } from '../../domain/fault.ts';
import { recordAudit } from '../audit.ts';
import { type MailContext, requireMail } from '../context.ts';
import type { Letter } from '../mail/letter.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { checkOwnPassword } from './check-own-password.ts';
import { insertLink } from './one-time-link.ts';
import type { SignInThrottle } from './sign-in-throttle.ts';

export const requestEmailChangeInput = z.object({ currentPassword: currentPasswordSchema, email: emailSchema });

/**
 * Mails a link to the new address; the account keeps the old one until it is opened. Like signing up, it answers and
 * writes the same whether or not the new address has an account.
 */
export async function requestEmailChange(
  context: MailContext,
  throttle: SignInThrottle,
  input: z.output<typeof requestEmailChangeInput> & { userId: string },
): Promise<void> {
  requireMail(context);
  const { userId, currentPassword, email } = input;
  const own = await checkOwnPassword(context, throttle, { userId, password: currentPassword });
  if (email === own.email) throw new Fault('invalid', 'This is your address already.', { param: 'email' });
  await context.database.system.$transaction(async (tx) => {
    const taken = await tx.user.findUnique({ where: { email }, select: { id: true } });
    const link = await insertLink(tx, context, { purpose: 'change_email', email, userId });
    const letter = taken ? addressTaken() : confirmLetter(own.email, link.token);
    await queueMail(tx, context, { ...letter, kind: 'change_email', to: email, expiresAt: link.expiresAt });
    await recordAudit(tx, context, {
      tenantId: null,
      action: 'user.ask_email_change',
      targetType: 'link',
      targetId: link.id,
      after: { email },
    });
  });
}

function confirmLetter(current: string, token: string): Letter {
  return {
    subject: 'Confirm your new Gridsky address',
    paragraphs: [`The Gridsky account of ${current} is to move to this address.`],
    link: { label: 'Use this address from now on', path: `/change-email?token=${token}` },
    after: ['The link works once, for an hour. If it was not you, ignore this mail: nothing changes without the link.'],
  };
}

function addressTaken(): Letter {
  return {
    subject: 'Your address was entered for another Gridsky account',
    paragraphs: [
      'Somebody, perhaps you, wanted to move another Gridsky account to this address, but it has an account already.',
      'Nothing was changed. An address belongs to one account.',
    ],
  };
}
