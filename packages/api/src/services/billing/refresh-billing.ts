import { requirePermission } from '../context.ts';
import { requireStripe, type TenantBillingContext } from './billing-context.ts';
import { isStripeError, stripeFault } from './billing-turn.ts';
import { syncAccount } from './sync-account.ts';

/** Asks Stripe now, for who comes back from its pages: no webhook need have arrived. */
export async function refreshBilling(context: TenantBillingContext): Promise<void> {
  requirePermission(context, 'billing:write');
  requireStripe(context);
  const { database, tenantId } = context;
  const known = await database.system.billingAccount.findUnique({ where: { tenantId } });
  if (!known?.customerId) return;
  await syncAccount(context, tenantId).catch((error) => {
    throw isStripeError(error) ? stripeFault(error) : error;
  });
}
