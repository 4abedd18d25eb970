import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';

export const SESSION_DAYS = 30;

/** Starts a browser session for a user whose password was just checked; its id goes into the signed cookie. */
export async function startSession(
  context: SystemContext,
  input: { userId: string; userAgent: string | null },
): Promise<{ sessionId: string; expiresAt: Date }> {
  const createdAt = context.now();
  const expiresAt = new Date(createdAt.getTime() + SESSION_DAYS * 86_400_000);
  return context.database.system.$transaction(async (tx) => {
    const session = await tx.session.create({
      data: {
        userId: input.userId,
        createdAt,
        lastSeenAt: createdAt,
        expiresAt,
        ip: context.ip,
        userAgent: input.userAgent?.slice(0, 300) ?? null,
      },
    });
    await recordAudit(
      tx,
      { ...context, actor: { type: 'user', userId: input.userId } },
      { tenantId: null, action: 'session.start', targetType: 'session', targetId: session.id },
    );
    return { sessionId: session.id, expiresAt };
  });
}
