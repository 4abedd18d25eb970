import { z } from 'zod';
import { notFound } from '../../domain/fault.ts';
import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';

/** The outbox is worked off by the dashboard; all other upkeep by the API. */
export const MAIL_JOB = 'mail-outbox';

export const requestJobInput = z.object({ name: z.string().max(80) });

/**
 * The operator has a piece of upkeep run now, in whichever process listens. All of it runs by itself too and may run at any time,
 * so that an extra run harms nothing. Mails that wait for their next attempt are tried at once.
 */
export async function requestJob(context: SystemContext, { name }: z.output<typeof requestJobInput>): Promise<void> {
  await context.database.system.$transaction(async (tx) => {
    if (!(await tx.jobState.findUnique({ where: { name } }))) throw notFound('job');
    await recordAudit(tx, context, { tenantId: null, action: 'job.run', targetType: 'job', targetId: name });
    if (name === MAIL_JOB) {
      await tx.$executeRaw`UPDATE mail SET next_attempt_at = ${context.now()} WHERE sealed IS NOT NULL`;
      await tx.$executeRaw`SELECT pg_notify('gridsky_mail', '')`;
    } else await tx.$executeRaw`SELECT pg_notify('gridsky_jobs', ${name})`;
  });
}
