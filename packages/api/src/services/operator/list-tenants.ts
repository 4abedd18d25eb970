import type { Database } from '@gridsky/db';
import { type NanoDollars, nano } from '../../domain/money.ts';

export type TenantRow = {
  id: string;
  name: string;
  planId: string;
  status: 'active' | 'suspended';
  createdAt: Date;
  members: number;
  keys: number;
  availableNano: NanoDollars;
};

/** All tenants, oldest first; without those that were deleted. */
export async function listTenants(database: Database): Promise<TenantRow[]> {
  const rows = await database.system.tenant.findMany({
    where: { deletedAt: null },
    orderBy: { createdAt: 'asc' },
    include: { credit: true, _count: { select: { memberships: true, apiKeys: { where: { revokedAt: null } } } } },
  });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    planId: row.planId,
    status: row.status,
    createdAt: row.createdAt,
    members: row._count.memberships,
    keys: row._count.apiKeys,
    availableNano: nano(row.credit?.availableNano ?? 0n),
  }));
}
