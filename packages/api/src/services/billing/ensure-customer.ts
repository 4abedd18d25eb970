import type { BillingAccount, TenantTransaction } from '@gridsky/db';
import { requireStripe, type TenantBillingContext } from './billing-context.ts';

/** The tenant's customer at Stripe, made at its first checkout. Stripe learns the tenant's name, its id and the payer's address. */
export async function ensureCustomer(
  tx: TenantTransaction,
  context: TenantBillingContext,
  { tenantId, customerId }: BillingAccount,
): Promise<string> {
  if (customerId) return customerId;
  const tenant = await tx.tenant.findUniqueOrThrow({ where: { id: tenantId } });
  const { actor } = context;
  const payer = actor.type === 'user' ? await tx.user.findUnique({ where: { id: actor.userId } }) : null;
  const customer = await requireStripe(context).customers.create(
    { name: tenant.name, metadata: { gridsky_tenant: tenantId }, ...(payer ? { email: payer.email } : {}) },
    { idempotencyKey: `customer:${tenantId}:${payer?.id ?? ''}:${tenant.name}` },
  );
  await tx.billingAccount.update({ where: { tenantId }, data: { customerId: customer.id } });
  return customer.id;
}
