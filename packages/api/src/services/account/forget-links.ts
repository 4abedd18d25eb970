import type { Database } from '@gridsky/db';

/** An expired link reads like one that never was, so its row may go; a day is left for whoever looks into a complaint. */
const KEPT_MS = 86_400_000;

/** Deletes the links that expired more than a day ago, used or not. Returns how many. */
export async function forgetLinks(database: Database, now: Date): Promise<number> {
  const { count } = await database.system.oneTimeLink.deleteMany({
    where: { expiresAt: { lt: new Date(now.getTime() - KEPT_MS) } },
  });
  return count;
}
