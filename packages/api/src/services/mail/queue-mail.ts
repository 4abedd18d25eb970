import type { TenantTransaction } from '@gridsky/db';
import type { MailContext } from '../context.ts';
import { type Letter, renderLetter } from './letter.ts';

export type QueuedMail = Letter & {
  /** What it is about, `noun` or `verb_noun`, e.g. `reset_password`. */
  kind: string;
  to: string;
  /** Not sent after this: the end of its link. */
  expiresAt: Date;
};

/**
 * Writes a mail into the change's own transaction; it leaves right after the commit, or never when there is none. Works
 * in a tenant's transaction too, which may add mails but read none.
 */
export async function queueMail(tx: TenantTransaction, context: MailContext, mail: QueuedMail): Promise<void> {
  const { sealer, publicUrl } = context.mail;
  const rendered = renderLetter(mail, publicUrl);
  const createdAt = context.now();
  // Not `create`: it would read the row back, and the app role may not.
  await tx.mail.createMany({
    data: {
      kind: mail.kind,
      recipient: mail.to,
      sealed: sealer.seal(JSON.stringify(rendered), mailLabel(mail.to)),
      createdAt,
      nextAttemptAt: createdAt,
      expiresAt: mail.expiresAt,
    },
  });
}

/** Bound to the recipient: a letter moved to another address can't be opened. */
export function mailLabel(recipient: string): string {
  return `mail to ${recipient}`;
}
