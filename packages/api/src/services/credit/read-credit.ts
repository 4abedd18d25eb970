import { notFound } from '../../domain/fault.ts';
import { type NanoDollars, NO_MONEY, withNano } from '../../domain/money.ts';
import type { SystemContext } from '../context.ts';

export type CreditView = {
  grantedNano: NanoDollars;
  availableNano: NanoDollars;
  heldNano: NanoDollars;
  settledNano: NanoDollars;
  /** Cost that no credit was left for. */
  unpaidNano: NanoDollars;
  trialEndsAt: Date | null;
  /** Newest first. */
  grants: { createdAt: Date; amountNano: NanoDollars; reason: string }[];
};

/** A tenant's credit account with its grants, for the operator. */
export async function readCredit({ database }: Pick<SystemContext, 'database'>, tenantId: string): Promise<CreditView> {
  const tenant = await database.system.tenant.findUnique({
    where: { id: tenantId },
    include: { credit: true, grants: { orderBy: { createdAt: 'desc' } } },
  });
  if (!tenant || tenant.deletedAt) throw notFound('tenant');
  const { grants, trialEndsAt } = tenant;
  const credit = tenant.credit && withNano(tenant.credit);
  return {
    grantedNano: credit?.grantedNano ?? NO_MONEY,
    availableNano: credit?.availableNano ?? NO_MONEY,
    heldNano: credit?.heldNano ?? NO_MONEY,
    settledNano: credit?.settledNano ?? NO_MONEY,
    unpaidNano: credit?.unpaidNano ?? NO_MONEY,
    trialEndsAt,
    grants: grants.map(withNano).map(({ createdAt, amountNano, reason }) => ({ createdAt, amountNano, reason })),
  };
}
