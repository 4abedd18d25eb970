import type { Prisma } from '@gridsky/db';
import { z } from 'zod';
import { Fault } from '../../domain/fault.ts';
import { formatDollars, nano } from '../../domain/money.ts';
import { type EditablePlanTerms, planFaults, planTermsSchema } from '../../domain/plan-terms.ts';
import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';
import { refuseUnknownModels } from './refuse-unknown-models.ts';

export const changePlanInput = planTermsSchema
  .partial()
  .extend({ planId: z.string().regex(/^\w{1,40}$/, 'There is no such plan.') });

const TERMS = Object.keys(planTermsSchema.shape) as (keyof EditablePlanTerms)[];

/**
 * Changes a plan's price, credit, models and limits, for all its tenants; every process feels it within a second, by PostgreSQL's
 * notification of the change. What is left out stays. Credit and trial days are for tenants made from now on.
 * Errors: `invalid`, naming the term, for terms that contradict each other, an unknown model or plan.
 */
export async function changePlan(
  context: SystemContext,
  { planId, ...changes }: z.output<typeof changePlanInput>,
): Promise<{ changed: (keyof EditablePlanTerms)[] }> {
  return context.database.system.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM plan WHERE id = ${planId} FOR UPDATE`;
    const row = await tx.plan.findUnique({ where: { id: planId } });
    if (!row) {
      const plans = await tx.plan.findMany({ orderBy: { position: 'asc' }, select: { id: true } });
      const ids = plans.map(({ id }) => id).join(', ');
      throw new Fault('invalid', `There is no plan "${planId}". Choose one of: ${ids}.`, { param: 'plan' });
    }
    const before = Object.fromEntries(TERMS.map((term) => [term, row[term]])) as EditablePlanTerms;
    const named = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const after: EditablePlanTerms = { ...before, ...named };
    const changed = TERMS.filter((term) => JSON.stringify(shown(before, term)) !== JSON.stringify(shown(after, term)));
    if (changed.length === 0) return { changed };
    const [fault] = planFaults(after, row);
    if (fault) throw new Fault('invalid', fault.message, { param: fault.name });
    if (changed.includes('models')) await refuseUnknownModels(tx, after.models);
    await tx.plan.update({ where: { id: planId }, data: { ...after, updatedAt: context.now() } });
    await recordAudit(tx, context, {
      tenantId: null,
      action: 'plan.change',
      targetType: 'plan',
      targetId: planId,
      before: Object.fromEntries(changed.map((term) => [term, shown(before, term)])),
      after: Object.fromEntries(changed.map((term) => [term, shown(after, term)])),
    });
    return { changed };
  });
}

/** A term as the audit log shows it: money in exact dollars. */
function shown(terms: EditablePlanTerms, term: keyof EditablePlanTerms): Prisma.InputJsonValue | null {
  const value = terms[term];
  return typeof value === 'bigint' ? formatDollars(nano(value)) : value;
}
