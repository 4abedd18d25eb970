import type { Database } from '@gridsky/db';
import type { Sealer } from '../seal/sealer.ts';
import type { RenderedLetter } from './letter.ts';
import { mailLabel } from './queue-mail.ts';

export type MailboxLetter = RenderedLetter & { id: string; to: string; createdAt: Date; expiresAt: Date };

const LETTERS_MAX = 50;

/** The letters that wait, newest first: what the development mailbox shows where no mail server is set. */
export async function readMailbox(
  context: { database: Database; sealer: Sealer; now: () => Date },
  to?: string,
): Promise<MailboxLetter[]> {
  const rows = await context.database.system.mail.findMany({
    where: { sealed: { not: null }, expiresAt: { gt: context.now() }, ...(to ? { recipient: to } : {}) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: LETTERS_MAX,
  });
  return rows.flatMap(({ id, recipient, sealed, createdAt, expiresAt }) => {
    const letter = sealed && openLetter(context.sealer, sealed, recipient);
    return letter ? [{ ...letter, id, to: recipient, createdAt, expiresAt }] : [];
  });
}

/** null: sealed under an earlier AUTH_SECRET, readable by nobody any more. */
function openLetter(sealer: Sealer, sealed: Uint8Array, recipient: string): RenderedLetter | null {
  try {
    return JSON.parse(sealer.open(sealed, mailLabel(recipient)));
  } catch {
    return null;
  }
}
