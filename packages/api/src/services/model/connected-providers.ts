import type { Database } from '@gridsky/db';

/** Providers at which the operator has an account, or the tenant one of its own. */
export async function connectedProviders({ system }: Database, tenantId: string | null): Promise<Set<string>> {
  const rows = await system.providerConnection.findMany({
    where: { OR: [{ tenantId: null }, ...(tenantId === null ? [] : [{ tenantId }])] },
    select: { provider: true },
  });
  return new Set(rows.map(({ provider }) => provider));
}
