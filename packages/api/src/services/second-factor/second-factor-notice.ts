import type { TenantTransaction } from '@gridsky/db';
import type { MailContext } from '../context.ts';
import { queueMail } from '../mail/queue-mail.ts';

const KEPT_TRYING_MS = 3 * 86_400_000;

const NEWS = {
  on: {
    subject: 'Your Gridsky account asks for a second step now',
    text: 'From now on, signing in asks for a code of your authenticator. Other browsers were signed out.',
  },
  off: {
    subject: 'Your Gridsky account asks for no second step any more',
    text: 'The authenticator was removed from your account: the password alone signs in. Other browsers were signed out.',
  },
  codeUsed: {
    subject: 'A recovery code of your Gridsky account was used',
    text: 'Somebody signed in with your password and a recovery code in place of the authenticator.',
  },
} as const;

/** Tells the owner what happened to the second step: whoever did it, the owner hears of it. */
export async function queueSecondFactorNotice(
  tx: TenantTransaction,
  context: MailContext,
  userId: string,
  news: keyof typeof NEWS,
): Promise<void> {
  const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  const { subject, text } = NEWS[news];
  await queueMail(tx, context, {
    kind: 'second_factor',
    to: email,
    subject,
    paragraphs: [text],
    link: { label: 'If it was not you, set a new password at once', path: '/forgot-password' },
    expiresAt: new Date(context.now().getTime() + KEPT_TRYING_MS),
  });
}
