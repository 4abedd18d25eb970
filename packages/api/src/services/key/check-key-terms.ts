import type { TenantTransaction } from '@gridsky/db';
import { Fault, notFound } from '../../domain/fault.ts';
import { effectiveLimits, type Limits } from '../../domain/plan.ts';

export type KeyTerms = {
  allowedModels?: readonly string[];
  requestsPerMinuteMax?: number | null;
  tokensPerMinuteMax?: number | null;
  expiresAt?: Date | null;
};

/**
 * Refuses terms that the plan does not cover or that make no sense now; returns the plan's name and limits. Locks the tenant, so
 * that its keys are counted and its plan is changed one after the other. Part of the transaction that writes the key.
 * `known` are models that the key names already: they may stay when the plan has lost them.
 */
export async function checkKeyTerms(
  tx: TenantTransaction,
  tenantId: string,
  now: Date,
  terms: KeyTerms,
  known: readonly string[] = [],
): Promise<{ planName: string; limits: Limits }> {
  await tx.$queryRaw`SELECT id FROM tenant WHERE id = ${tenantId}::uuid FOR NO KEY UPDATE`;
  const tenant = await tx.tenant.findUnique({ where: { id: tenantId }, include: { plan: true, planOverride: true } });
  if (!tenant) throw notFound('tenant');
  const { plan, planOverride } = tenant;
  const limits = effectiveLimits(plan, planOverride);
  if (terms.expiresAt && terms.expiresAt <= now) {
    throw new Fault('invalid', 'The expiry lies in the past. Choose a later time.', { param: 'expiresAt' });
  }
  atMost('requestsPerMinuteMax', 'requests', terms.requestsPerMinuteMax, limits.requestsPerMinuteKeyMax, plan.name);
  atMost('tokensPerMinuteMax', 'tokens', terms.tokensPerMinuteMax, limits.tokensPerMinuteTenantMax, plan.name);
  const asked = terms.allowedModels?.filter((id) => !known.includes(id)) ?? [];
  if (asked.length > 0) {
    const models = await tx.model.findMany({ where: { disabledAt: null }, select: { id: true, everyPlan: true } });
    const planModels = [...plan.models, ...(planOverride?.models ?? [])];
    const usable = models.filter(({ id, everyPlan }) => everyPlan || planModels.includes(id)).map(({ id }) => id);
    const foreign = asked.find((id) => !usable.includes(id));
    if (foreign !== undefined) {
      throw new Fault(
        'invalid',
        `The ${plan.name} plan has no model \`${foreign}\`. Choose from: ${usable.join(', ')}.`,
        {
          param: 'allowedModels',
        },
      );
    }
  }
  return { planName: plan.name, limits };
}

function atMost(param: string, unit: string, value: number | null | undefined, max: number, planName: string): void {
  if (value === null || value === undefined || value <= max) return;
  throw new Fault(
    'invalid',
    `The ${planName} plan allows a key ${max.toLocaleString('en-US')} ${unit} a minute. Enter that or less, or leave it empty.`,
    { param },
  );
}
