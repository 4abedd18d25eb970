import { z } from 'zod';
import { emailSchema } from '../../domain/email.ts';
import { Fault } from '../../domain/fault.ts';
import { tenantNameSchema } from '../../domain/tenant-name.ts';
import { recordAudit } from '../audit.ts';
import { type MailContext, requireMail } from '../context.ts';
import type { Letter } from '../mail/letter.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { isDisposable } from '../trial/disposable-email.ts';
import { insertLink } from './one-time-link.ts';

export const signUpInput = z.object({
  email: emailSchema,
  /** Name of the first tenant. */
  tenantName: tenantNameSchema,
});

/**
 * Mails a link with which the account is made and its password chosen. Nothing is made before: nobody can take an address
 * that is not theirs. An address that has an account gets a letter that says so; the answer and the rows written are the
 * same, so that neither they nor the time tell which addresses have accounts.
 */
export async function requestSignUp(context: MailContext, input: z.output<typeof signUpInput>): Promise<void> {
  requireMail(context);
  const { email, tenantName } = input;
  // Says nothing of accounts: it is asked of the domain alone.
  if (isDisposable(email)) {
    throw new Fault(
      'invalid',
      'Addresses of this service last minutes, and an account needs one that reaches you later. Use another address.',
      { param: 'email' },
    );
  }
  await context.database.system.$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email }, select: { id: true } });
    const link = await insertLink(tx, context, { purpose: 'sign_up', email, tenantName });
    const letter = user ? accountExists() : confirmSignUpLetter(link.token);
    await queueMail(tx, context, { ...letter, kind: 'sign_up', to: email, expiresAt: link.expiresAt });
    await recordAudit(tx, context, {
      tenantId: null,
      action: 'user.ask_sign_up',
      targetType: 'link',
      targetId: link.id,
      after: { email },
    });
  });
}

function confirmSignUpLetter(token: string): Letter {
  return {
    subject: 'Create your Gridsky account',
    paragraphs: ['Somebody, most likely you, asked for a Gridsky account with this address.'],
    link: { label: 'Choose a password and create the account', path: `/sign-up/confirm?token=${token}` },
    after: [
      'The link works once, for 24 hours. If it was not you, ignore this mail: no account is made without the link.',
    ],
  };
}

function accountExists(): Letter {
  return {
    subject: 'You have a Gridsky account already',
    paragraphs: [
      'Somebody, most likely you, asked for a new Gridsky account with this address, but it has one already.',
    ],
    link: { label: 'Sign in', path: '/sign-in' },
    after: [
      'If you don’t know its password any more, use “Forgot password” there. If it was not you who asked, there is nothing to do: nothing was changed.',
    ],
  };
}
