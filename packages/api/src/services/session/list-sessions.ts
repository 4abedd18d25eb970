import type { SystemContext } from '../context.ts';

export type SessionRow = { id: string; createdAt: Date; lastSeenAt: Date; ip: string | null; userAgent: string | null };

/** The user's live sessions, last seen first. */
export async function listSessions(context: SystemContext, input: { userId: string }): Promise<SessionRow[]> {
  return context.database.system.session.findMany({
    where: { userId: input.userId, endedAt: null, expiresAt: { gt: context.now() } },
    orderBy: { lastSeenAt: 'desc' },
    select: { id: true, createdAt: true, lastSeenAt: true, ip: true, userAgent: true },
  });
}
