import type { SystemContext } from '../context.ts';
import { createKey } from '../key/create-key.ts';
import { createTenant } from './create-tenant.ts';

/**
 * A tenant with a key for the first curl, on a flat plan with both models. Made only when there is no tenant at all, so
 * that it appears once in the life of a database; null otherwise.
 */
export async function createDemoTenant(context: SystemContext): Promise<{ tenantId: string; secret: string } | null> {
  if ((await context.database.system.tenant.count()) > 0) return null;
  const { id: tenantId } = await createTenant(context, { name: 'Demo', planId: 'builder' });
  const { secret } = await createKey(
    { ...context, tenantId, role: 'owner' },
    { name: 'First call', mode: 'live', scope: 'infer', expiresAt: null },
  );
  return { tenantId, secret };
}
