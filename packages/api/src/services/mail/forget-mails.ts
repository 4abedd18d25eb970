import type { Database } from '@gridsky/db';

const KEPT_DAYS = 30;

/** Gives up mails whose link is dead, with their content, and forgets after 30 days that there was one. */
export async function forgetMails(database: Database, now: Date): Promise<void> {
  await database.system.mail.updateMany({
    where: { sealed: { not: null }, expiresAt: { lte: now } },
    data: { sealed: null, givenUpAt: now },
  });
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  await database.system.mail.deleteMany({ where: { createdAt: { lt: before }, expiresAt: { lte: now } } });
}
