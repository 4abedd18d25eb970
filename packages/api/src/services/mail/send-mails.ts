import type { Database } from '@gridsky/db';
import type { Sealer } from '../seal/sealer.ts';
import type { RenderedLetter } from './letter.ts';
import { mailLabel } from './queue-mail.ts';

export type OutgoingMail = RenderedLetter & { id: string; to: string };

/** Hands one mail to a mail server. */
export type MailTransport = (mail: OutgoingMail) => Promise<void>;

/** Thrown by a transport when another attempt can't help: the server refuses this recipient or this mail. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}

export type SendMailsOptions = {
  database: Database;
  sealer: Sealer;
  now: () => Date;
  transport: MailTransport;
  report: (error: unknown, mailId: string) => void;
};

/** Seconds until the next attempt after each failed one; the last repeats until the mail expires. */
const RETRY_AFTER_S = [10, 60, 300, 900, 1_800];
/** How long an attempt may take before another process tries; longer than the transport's own bounds. */
const LEASE_S = 120;

/**
 * Sends what waits, oldest first, and returns how many left. Several processes may do it at once: each mail is leased to
 * one. A process that dies between handing over and noting it sends that mail again, with the same Message-ID.
 */
export async function sendMails(options: SendMailsOptions): Promise<number> {
  let sent = 0;
  for (;;) {
    const mail = await lease(options);
    if (!mail) return sent;
    if (await attempt(options, mail)) sent += 1;
  }
}

type LeasedMail = { id: string; recipient: string; sealed: Uint8Array; attempts: number };

async function lease({ database, now }: SendMailsOptions): Promise<LeasedMail | undefined> {
  const at = now();
  const until = new Date(at.getTime() + LEASE_S * 1000);
  const [mail] = await database.system.$queryRaw<LeasedMail[]>`
    UPDATE mail SET attempts = attempts + 1, next_attempt_at = ${until} WHERE id = (
      SELECT id FROM mail WHERE sealed IS NOT NULL AND next_attempt_at <= ${at} AND expires_at > ${at}
      ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED
    ) RETURNING id, recipient, sealed, attempts`;
  return mail;
}

async function attempt(options: SendMailsOptions, mail: LeasedMail): Promise<boolean> {
  const { database, sealer, now, transport, report } = options;
  try {
    const letter: RenderedLetter = JSON.parse(sealer.open(mail.sealed, mailLabel(mail.recipient)));
    await transport({ ...letter, id: mail.id, to: mail.recipient });
  } catch (error) {
    report(error, mail.id);
    const lastError = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    const wait = RETRY_AFTER_S[Math.min(mail.attempts, RETRY_AFTER_S.length) - 1] ?? 10;
    const data =
      error instanceof MailRefused
        ? { lastError, givenUpAt: now(), sealed: null }
        : { lastError, nextAttemptAt: new Date(now().getTime() + wait * 1000) };
    await database.system.mail.update({ where: { id: mail.id }, data });
    return false;
  }
  await database.system.mail.update({ where: { id: mail.id }, data: { sentAt: now(), sealed: null, lastError: null } });
  return true;
}
