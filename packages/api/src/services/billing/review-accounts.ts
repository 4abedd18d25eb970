import type { Database } from '@gridsky/db';
import type { ApplyOptions } from './apply-stripe-events.ts';
import { syncAccount } from './sync-account.ts';

const LEASE_MS = 10 * 60_000;

/**
 * Reads the accounts again whose time has come: live subscriptions every few hours, so that a lost webhook heals; unpaid ones when their
 * days of grace end; those of tenants that were deleted since. Returns how many.
 */
export async function reviewAccounts({ context, report }: ApplyOptions): Promise<number> {
  for (let reviewed = 0; ; reviewed += 1) {
    const tenantId = await leaseAccount(context.database, context.now());
    if (!tenantId) return reviewed;
    await syncAccount(context, tenantId).catch((error) => report(error, `Stripe account of tenant ${tenantId}`));
  }
}

/** Leased until ten minutes later: one that fails is tried again then. */
async function leaseAccount(database: Database, at: Date): Promise<string | undefined> {
  const until = new Date(at.getTime() + LEASE_MS);
  const [account] = await database.system.$queryRaw<{ tenantId: string }[]>`
    UPDATE billing_account SET review_at = ${until} WHERE tenant_id = (
      SELECT b.tenant_id FROM billing_account b JOIN tenant t ON t.id = b.tenant_id
      WHERE b.customer_id IS NOT NULL AND (b.review_at <= ${at} OR (
        b.review_at > ${until} AND b.status IN ('active', 'trialing', 'past_due', 'unpaid', 'paused')
        AND ((t.deletion_due_at IS NOT NULL AND NOT b.cancel_at_period_end) OR t.deleted_at IS NOT NULL)
      ))
      ORDER BY b.review_at LIMIT 1 FOR UPDATE OF b SKIP LOCKED
    ) RETURNING tenant_id AS "tenantId"`;
  return account?.tenantId;
}

const KEPT_DAYS = 90;

/** Forgets applied events; Stripe sends one again for three days at most. */
export async function forgetStripeEvents(database: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  await database.system.stripeEvent.deleteMany({ where: { appliedAt: { lt: before } } });
}
