import type { TenantTransaction } from '@gridsky/db';
import { Fault } from '../../domain/fault.ts';
import { type LockedTenant, lockTenant } from '../tenant/lock-tenant.ts';

export type KeyTerms = {
  allowedModels?: readonly string[];
  requestsPerMinuteMax?: number | null;
  tokensPerMinuteMax?: number | null;
  expiresAt?: Date | null;
};

/**
 * Refuses terms that the plan does not cover or that make no sense now; returns the tenant, locked, so
 * that its keys are counted one after the other. Part of the transaction that writes the key.
 * `known` are models that the key names already: they may stay when the plan has lost them.
 */
export async function checkKeyTerms(
  tx: TenantTransaction,
  tenantId: string,
  now: Date,
  terms: KeyTerms,
  known: readonly string[] = [],
): Promise<LockedTenant> {
  const locked = await lockTenant(tx, tenantId);
  const { planName, planModels, limits } = locked;
  if (terms.expiresAt && terms.expiresAt <= now) {
    throw new Fault('invalid', 'The expiry lies in the past. Choose a later time.', { param: 'expiresAt' });
  }
  atMost('requestsPerMinuteMax', 'requests', terms.requestsPerMinuteMax, limits.requestsPerMinuteKeyMax, planName);
  atMost('tokensPerMinuteMax', 'tokens', terms.tokensPerMinuteMax, limits.tokensPerMinuteTenantMax, planName);
  const asked = terms.allowedModels?.filter((id) => !known.includes(id)) ?? [];
  if (asked.length > 0) {
    const models = await tx.model.findMany({ where: { disabledAt: null }, select: { id: true, everyPlan: true } });
    const usable = models.filter(({ id, everyPlan }) => everyPlan || planModels.includes(id)).map(({ id }) => id);
    const foreign = asked.find((id) => !usable.includes(id));
    if (foreign !== undefined) {
      throw new Fault(
        'invalid',
        `The ${planName} plan has no model \`${foreign}\`. Choose from: ${usable.join(', ')}.`,
        {
          param: 'allowedModels',
        },
      );
    }
  }
  return locked;
}

function atMost(param: string, unit: string, value: number | null | undefined, max: number, planName: string): void {
  if (value === null || value === undefined || value <= max) return;
  throw new Fault(
    'invalid',
    `The ${planName} plan allows a key ${max.toLocaleString('en-US')} ${unit} a minute. Enter that or less, or leave it empty.`,
    { param },
  );
}
