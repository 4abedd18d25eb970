import type { TenantTransaction } from '@gridsky/db';
import type { MailContext } from '../context.ts';
import { queueMail } from '../mail/queue-mail.ts';

const KEPT_TRYING_MS = 3 * 86_400_000;

/** Tells the owner that the password was changed: whoever did it, the owner hears of it. */
export async function queuePasswordNotice(tx: TenantTransaction, context: MailContext, email: string): Promise<void> {
  await queueMail(tx, context, {
    kind: 'password_changed',
    to: email,
    subject: 'Your Gridsky password was changed',
    paragraphs: ['The password of your Gridsky account was changed just now, and other browsers were signed out.'],
    link: { label: 'If it was not you, set a new password at once', path: '/forgot-password' },
    expiresAt: new Date(context.now().getTime() + KEPT_TRYING_MS),
  });
}
