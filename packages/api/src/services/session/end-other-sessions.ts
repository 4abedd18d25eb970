import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';

/** Ends all sessions of the user but the one that asks. */
export async function endOtherSessions(
  context: SystemContext,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<void> {
  await context.database.system.$transaction(async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { userId, endedAt: null, expiresAt: { gt: context.now() }, id: { not: sessionId } },
      data: { endedAt: context.now() },
    });
    await recordAudit(tx, context, {
      tenantId: null,
      action: 'session.end_others',
      targetType: 'user',
      targetId: userId,
      after: { ended: count },
    });
  });
}
