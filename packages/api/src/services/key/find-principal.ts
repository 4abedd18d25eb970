import type { Database } from '@gridsky/db';
import { effectiveLimits } from '../../domain/plan.ts';
import type { Principal } from '../../domain/principal.ts';

/**
 * The principal of a secret's SHA-256, or null when there is no such key. Inactive keys and replaced secrets are found too:
 * the caller tells why they are refused. With the system role: which tenant asks is known only after it.
 */
export async function findPrincipal(
  database: Database,
  secretHash: Uint8Array<ArrayBuffer>,
): Promise<Principal | null> {
  const key = await database.system.apiKey.findFirst({
    where: { OR: [{ secretHash }, { previousSecretHash: secretHash }] },
    include: { tenant: { include: { plan: true, planOverride: true } } },
  });
  if (!key) return null;
  const { tenant } = key;
  const { plan, planOverride } = tenant;
  const limits = effectiveLimits(plan, planOverride);
  const isCurrent = Buffer.from(key.secretHash).equals(secretHash);
  const budgets = await database.system.budget.count({
    where: { tenantId: tenant.id, hardNano: { not: null }, OR: [{ keyId: null }, { keyId: key.id }] },
  });
  return {
    keyId: key.id,
    keyName: key.name,
    tenantId: tenant.id,
    userId: key.createdByUserId,
    mode: key.mode,
    scope: key.scope,
    allowedModels: key.allowedModels,
    allowedCidrs: key.allowedCidrs,
    expiresAt: key.expiresAt?.getTime() ?? null,
    secretEndsAt: isCurrent ? null : (key.previousEndsAt?.getTime() ?? 0),
    disabled: key.disabledAt !== null,
    revoked: key.revokedAt !== null,
    tenantSuspended: tenant.status === 'suspended',
    tenantDeletionDueAt: tenant.deletionDueAt?.getTime() ?? null,
    planId: plan.id,
    planName: plan.name,
    planModels: [...plan.models, ...(planOverride?.models ?? [])],
    metered: plan.metered,
    trialEndsAt: tenant.trialEndsAt?.getTime() ?? null,
    limits: {
      ...limits,
      // A plan may have become smaller since the key's own limit was set.
      requestsPerMinuteKeyMax: Math.min(
        key.requestsPerMinuteMax ?? Number.POSITIVE_INFINITY,
        limits.requestsPerMinuteKeyMax,
      ),
    },
    hardBudget: budgets > 0,
    tokensPerMinuteKeyMax: key.tokensPerMinuteMax,
  };
}
