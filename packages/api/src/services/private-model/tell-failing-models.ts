import type { Database } from '@gridsky/db';
import type { MailContext } from '../context.ts';
import { tellAdmins } from '../notice/tell-admins.ts';

/** An endpoint that comes and goes is told of once in this time. */
const AGAIN_AFTER_MS = 6 * 3_600_000;

/** Writes down that a tenant's own model is given a rest by this process, or (null) that it serves again. Ids of other endpoints change nothing. */
export async function markPrivateModelFailing({ system }: Database, id: string, since: Date | null): Promise<void> {
  await system.privateModel.updateMany({ where: { id }, data: { failingSince: since } });
}

/**
 * Tells owners and admins by mail of their own models that fail: once for each time, and once in six hours at most, however many processes
 * do this. Returns how many were told of.
 */
export async function tellFailingModels(context: MailContext): Promise<number> {
  const { system } = context.database;
  const now = context.now();
  const before = new Date(now.getTime() - AGAIN_AFTER_MS);
  const isDue = {
    enabledAt: { not: null },
    failingSince: { not: null },
    OR: [{ alertedAt: null }, { alertedAt: { lt: before } }],
  };
  const due = await system.privateModel.findMany({ where: isDue, select: { id: true, tenantId: true, alias: true } });
  let told = 0;
  for (const { id, tenantId, alias } of due) {
    const isTold = await system.$transaction(async (tx) => {
      // Failing for longer than the last letter is one failure, told of already.
      const count = await tx.$executeRaw`UPDATE private_model SET alerted_at = ${now} WHERE id = ${id}::uuid
        AND failing_since IS NOT NULL AND (alerted_at IS NULL OR (alerted_at < ${before} AND alerted_at < failing_since))`;
      if (count === 0) return false;
      const tenant = await tx.tenant.findUniqueOrThrow({ where: { id: tenantId } });
      await tellAdmins(tx, context, tenantId, {
        kind: 'model_failing',
        subject: `${tenant.name}: the model ${alias} fails`,
        paragraphs: [
          `The endpoint of your model “${alias}” has failed several times in a row and is given a rest: requests for it are refused with provider_error (ScaiGrid: MODEL_UNAVAILABLE), or served by its fallback. A probe every minute or so brings it back when it is well again.`,
          'Test it to see what is wrong: its key, its address, or the provider.',
        ],
        link: { label: 'See models', path: '/models' },
      });
      return true;
    });
    if (isTold) told += 1;
  }
  return told;
}
