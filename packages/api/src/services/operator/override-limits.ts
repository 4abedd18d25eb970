import type { PlanOverride } from '@gridsky/db';
import { z } from 'zod';
import { Fault, notFound } from '../../domain/fault.ts';
import { effectiveLimits, LIMIT_NAMES, type Limits } from '../../domain/plan.ts';
import { limitFaults, limitSchema } from '../../domain/plan-terms.ts';
import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';
import { refuseUnknownModels } from '../plan/refuse-unknown-models.ts';

const limitOrPlan = limitSchema.nullish();

export const overrideLimitsInput = z.object({
  tenantId: z.uuid(),
  /** What is named is set; null: as the plan says. What is left out stays as it is. */
  limits: z
    .object(
      Object.fromEntries(LIMIT_NAMES.map((name) => [name, limitOrPlan])) as Record<keyof Limits, typeof limitOrPlan>,
    )
    .partial(),
  /** Models beyond the plan's, all of them; left out: they stay as they are. */
  models: z.array(z.string().max(200)).max(200).optional(),
});

/**
 * Sets what one tenant may use beyond or below its plan; felt by every process within a second.
 * Errors: `invalid` for limits that contradict each other or a model that isn't there, `not_found`.
 */
export async function overrideLimits(
  context: SystemContext,
  { tenantId, limits, models }: z.output<typeof overrideLimitsInput>,
): Promise<void> {
  await context.database.system.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM tenant WHERE id = ${tenantId}::uuid FOR NO KEY UPDATE`;
    const tenant = await tx.tenant.findUnique({
      where: { id: tenantId },
      include: { plan: true, planOverride: true },
    });
    if (!tenant || tenant.deletedAt) throw notFound('tenant');
    const before = overridesOf(tenant.planOverride);
    const named = Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
    const after = { ...before, ...named, models: models ?? before.models };
    const [fault] = limitFaults(effectiveLimits(tenant.plan, after));
    if (fault) throw new Fault('invalid', fault.message, { param: fault.name });
    await refuseUnknownModels(tx, models ?? []);
    await tx.planOverride.upsert({ where: { tenantId }, create: { ...after, tenantId }, update: after });
    await recordAudit(tx, context, {
      tenantId,
      action: 'tenant.override_limits',
      targetType: 'tenant',
      targetId: tenantId,
      before,
      after,
    });
  });
}

type Overrides = Record<keyof Limits, number | null> & { models: string[] };

/** A tenant's overrides, all of them named; null: as the plan says. */
export function overridesOf(row: PlanOverride | null): Overrides {
  const limits = Object.fromEntries(LIMIT_NAMES.map((name) => [name, row?.[name] ?? null]));
  return { ...(limits as Record<keyof Limits, number | null>), models: row?.models ?? [] };
}
