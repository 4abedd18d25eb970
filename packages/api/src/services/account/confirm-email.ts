import { z } from 'zod';
import { Fault } from '../../domain/fault.ts';
import { recordAudit } from '../audit.ts';
import { type MailContext, requireMail, type SystemContext } from '../context.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { tokenSchema } from './confirm-sign-up.ts';
import { insertLink, linkGone, takeLink } from './one-time-link.ts';

/** Mails the user a link that proves the address: for accounts that the operator made. */
export async function requestEmailConfirmation(context: MailContext, { userId }: { userId: string }): Promise<void> {
  requireMail(context);
  await context.database.system.$transaction(async (tx) => {
    const { email, emailVerifiedAt } = await tx.user.findUniqueOrThrow({ where: { id: userId } });
    if (emailVerifiedAt) throw new Fault('conflict', 'Your address is confirmed already.');
    const link = await insertLink(tx, context, { purpose: 'confirm_email', email, userId });
    await queueMail(tx, context, {
      kind: 'confirm_email',
      to: email,
      expiresAt: link.expiresAt,
      subject: 'Confirm your Gridsky address',
      paragraphs: ['You asked to confirm that mail to this address reaches you.'],
      link: { label: 'Confirm this address', path: `/confirm-email?token=${link.token}` },
      after: ['The link works once, for 24 hours.'],
    });
    await recordAudit(tx, context, {
      tenantId: null,
      action: 'user.ask_email_confirmation',
      targetType: 'link',
      targetId: link.id,
      after: { email },
    });
  });
}

export const confirmEmailInput = z.object({ token: tokenSchema });

/** Notes that the address of a mailed link reaches its user. Works once. */
export async function confirmEmail(context: SystemContext, input: z.output<typeof confirmEmailInput>): Promise<void> {
  await context.database.system.$transaction(async (tx) => {
    const { userId, email } = await takeLink(tx, context, input.token, 'confirm_email');
    if (!userId) throw linkGone();
    // The address may have changed since: then this link proves nothing about the new one.
    const { count } = await tx.user.updateMany({
      where: { id: userId, email },
      data: { emailVerifiedAt: context.now() },
    });
    if (count === 0) throw linkGone();
    await recordAudit(
      tx,
      { ...context, actor: { type: 'user', userId } },
      { tenantId: null, action: 'user.confirm_email', targetType: 'user', targetId: userId, after: { email } },
    );
  });
}
