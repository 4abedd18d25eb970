import type { TenantTransaction } from '@gridsky/db';
import type { SystemContext } from '../context.ts';
import { SESSION_DAYS } from './start-session.ts';

/** What the browser's cookie must carry from now on. */
export type NewSession = { sessionId: string; expiresAt: Date };

/**
 * Ends all sessions of the user and starts one for the browser that asked, under a new id: whoever held the old cookie,
 * here or elsewhere, is out. Part of a larger change, which leaves the audit row.
 */
export async function replaceSessions(
  tx: TenantTransaction,
  context: SystemContext,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<NewSession> {
  const now = context.now();
  const current = await tx.session.findFirst({ where: { id: sessionId, userId } });
  await tx.session.updateMany({ where: { userId, endedAt: null }, data: { endedAt: now } });
  const expiresAt = new Date(now.getTime() + SESSION_DAYS * 86_400_000);
  const session = await tx.session.create({
    data: {
      userId,
      createdAt: now,
      lastSeenAt: now,
      expiresAt,
      ip: context.ip,
      userAgent: current?.userAgent ?? null,
    },
  });
  return { sessionId: session.id, expiresAt };
}
