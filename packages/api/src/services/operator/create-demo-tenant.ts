import type { SystemContext } from '../context.ts';
import { createKey } from '../key/create-key.ts';
import { createTenant } from './create-tenant.ts';

const DEMO_NAME = 'Demo';

/**
 * A tenant with a key for the first curl, on a flat plan with both models. Made only when there is no tenant at all, so
 * that it appears once in the life of a database; null otherwise. A demo tenant that a crash left without its key gets one.
 */
export async function createDemoTenant(context: SystemContext): Promise<{ tenantId: string; secret: string } | null> {
  const tenants = await context.database.system.tenant.findMany({
    take: 2,
    select: { id: true, name: true, _count: { select: { apiKeys: true, memberships: true } } },
  });
  const [first] = tenants;
  const unfinished =
    tenants.length === 1 && first?.name === DEMO_NAME && first._count.apiKeys === 0 && first._count.memberships === 0;
  if (first && !unfinished) return null;
  const tenantId = first?.id ?? (await createTenant(context, { name: DEMO_NAME, planId: 'builder' })).id;
  const { secret } = await createKey(
    { ...context, tenantId, role: 'owner' },
    { name: 'First call', mode: 'live', scope: 'infer', expiresAt: null },
  );
  return { tenantId, secret };
}
