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
  const { planName, limits } = locked;
  if (terms.expiresAt && terms.expiresAt <= now) {
    throw new Fault('invalid', 'The expiry lies in the past. Choose a later time.', { param: 'expiresAt' });
  }
  atMost('requestsPerMinuteMax', 'requests', terms.requestsPerMinuteMax, limits.requestsPerMinuteKeyMax, planName);
  atMost('tokensPerMinuteMax', 'tokens', terms.tokensPerMinuteMax, limits.tokensPerMinuteTenantMax, planName);
  const asked = terms.allowedModels?.filter((id) => !known.includes(id)) ?? [];
  if (asked.length > 0) {
    const { usable, offered } = await namedModels(tx, tenantId, locked);
    const foreign = asked.find((id) => !usable.includes(id));
    if (foreign !== undefined) {
      throw new Fault(
        'invalid',
        `The ${planName} plan has no model \`${foreign}\`. Choose from: ${offered.join(', ')}.`,
        {
          param: 'allowedModels',
        },
      );
    }
  }
  return locked;
}

/**
 * What a key may be bound to: the plan's models and, on plans with models of one's own, those that are enabled and every provider's, with or
 * without an account there yet. `offered` are those of them that the tenant knows of.
 */
async function namedModels(
  tx: TenantTransaction,
  tenantId: string,
  { planModels, limits }: LockedTenant,
): Promise<{ usable: string[]; offered: string[] }> {
  const models = await tx.model.findMany({
    where: { disabledAt: null },
    select: { id: true, kind: true, everyPlan: true },
  });
  const planned = models.filter(({ id, everyPlan }) => everyPlan || planModels.includes(id)).map(({ id }) => id);
  if (limits.privateModelsMax === 0) return { usable: planned, offered: planned };
  const own = await tx.privateModel.findMany({
    where: { tenantId, enabledAt: { not: null } },
    select: { alias: true },
    orderBy: { alias: 'asc' },
  });
  const offered = [...planned, ...own.map(({ alias }) => alias)];
  return { usable: [...offered, ...models.filter(({ kind }) => kind === 'provider').map(({ id }) => id)], offered };
}

function atMost(param: string, unit: string, value: number | null | undefined, max: number, planName: string): void {
  if (value === null || value === undefined || value <= max) return;
  throw new Fault(
    'invalid',
    `The ${planName} plan allows a key ${max.toLocaleString('en-US')} ${unit} a minute. Enter that or less, or leave it empty.`,
    { param },
  );
}
