import type { Database } from '@gridsky/db';
import { effectiveLimits } from '../../domain/plan.ts';
import type { Principal } from '../../domain/principal.ts';

/**
 * The principal of a secret's SHA-256, or null when there is no such key. Inactive keys are found too: the caller tells
 * why they are refused. One query with the system role: which tenant asks is known only after it.
 */
export async function findPrincipal(
  database: Database,
  secretHash: Uint8Array<ArrayBuffer>,
): Promise<Principal | null> {
  const key = await database.system.apiKey.findUnique({
    where: { secretHash },
    include: { tenant: { include: { plan: true, planOverride: true } } },
  });
  if (!key) return null;
  const { tenant } = key;
  const { plan, planOverride } = tenant;
  const limits = effectiveLimits(plan, planOverride);
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
    disabled: key.disabledAt !== null,
    revoked: key.revokedAt !== null,
    tenantSuspended: tenant.status === 'suspended',
    planId: plan.id,
    planName: plan.name,
    planModels: [...plan.models, ...(planOverride?.models ?? [])],
    metered: plan.metered,
    trialEndsAt: tenant.trialEndsAt?.getTime() ?? null,
    limits: { ...limits, requestsPerMinuteKeyMax: key.requestsPerMinuteMax ?? limits.requestsPerMinuteKeyMax },
    tokensPerMinuteKeyMax: key.tokensPerMinuteMax,
  };
}
