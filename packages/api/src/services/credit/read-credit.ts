import { notFound } from '../../domain/fault.ts';
import type { SystemContext } from '../context.ts';

export type CreditView = {
  grantedNano: bigint;
  availableNano: bigint;
  heldNano: bigint;
  settledNano: bigint;
  /** Cost that no credit was left for. */
  unpaidNano: bigint;
  trialEndsAt: Date | null;
  /** Newest first. */
  grants: { createdAt: Date; amountNano: bigint; reason: string }[];
};

/** A tenant's credit account with its grants, for the operator. */
export async function readCredit({ database }: Pick<SystemContext, 'database'>, tenantId: string): Promise<CreditView> {
  const tenant = await database.system.tenant.findUnique({
    where: { id: tenantId },
    include: { credit: true, grants: { orderBy: { createdAt: 'desc' } } },
  });
  if (!tenant || tenant.deletedAt) throw notFound('tenant');
  const { credit, grants, trialEndsAt } = tenant;
  return {
    grantedNano: credit?.grantedNano ?? 0n,
    availableNano: credit?.availableNano ?? 0n,
    heldNano: credit?.heldNano ?? 0n,
    settledNano: credit?.settledNano ?? 0n,
    unpaidNano: credit?.unpaidNano ?? 0n,
    trialEndsAt,
    grants: grants.map(({ createdAt, amountNano, reason }) => ({ createdAt, amountNano, reason })),
  };
}
