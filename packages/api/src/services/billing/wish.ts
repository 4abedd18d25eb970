import type { TenantTransaction } from '@gridsky/db';
import { recordAudit } from '../audit.ts';
import type { AuditAction } from '../audit-action.ts';
import type { TenantBillingContext } from './billing-context.ts';

/** A page of Stripe to which the browser goes. */
export type Redirect = { url: string };

/** The audit row of a wish, written before Stripe hears of it. */
export function noteWish(
  tx: TenantTransaction,
  context: TenantBillingContext,
  action: AuditAction,
  after: Record<string, string | null>,
): Promise<void> {
  const { tenantId } = context;
  return recordAudit(tx, context, { tenantId, action, targetType: 'tenant', targetId: tenantId, after });
}
