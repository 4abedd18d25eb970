import { notFound } from '../../domain/fault.ts';
import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';

/** Ends one of the user's own sessions for good. Somebody else's answers like one that never was. */
export async function endSession(context: SystemContext, input: { userId: string; sessionId: string }): Promise<void> {
  await context.database.system.$transaction(async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { id: input.sessionId, userId: input.userId, endedAt: null },
      data: { endedAt: context.now() },
    });
    if (count === 0) throw notFound('session');
    await recordAudit(tx, context, {
      tenantId: null,
      action: 'session.end',
      targetType: 'session',
      targetId: input.sessionId,
    });
  });
}
