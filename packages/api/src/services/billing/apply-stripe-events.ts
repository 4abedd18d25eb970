import type { BillingContext } from './billing-context.ts';
import { syncAccount } from './sync-account.ts';

export type ApplyOptions = { context: BillingContext; report: (error: unknown, what: string) => void };

/** Seconds until the next attempt after each failed one; the last repeats. */
const RETRY_AFTER_S = [5, 30, 120, 600, 1_800];
/** Longer than a turn may take. */
const LEASE_S = 120;

/**
 * Works off the events that wait, and returns how many. Each makes its tenant be read again, so neither their order nor their number
 * matters; several processes may do it at once.
 */
export async function applyStripeEvents(options: ApplyOptions): Promise<number> {
  for (let applied = 0; ; applied += 1) {
    const event = await leaseEvent(options);
    if (!event) return applied;
    await applyEvent(options, event);
  }
}

type LeasedEvent = { id: string; customerId: string | null; attempts: number };

async function leaseEvent({ context: { database, now } }: ApplyOptions): Promise<LeasedEvent | undefined> {
  const at = now();
  const until = new Date(at.getTime() + LEASE_S * 1000);
  const [event] = await database.system.$queryRaw<LeasedEvent[]>`
    UPDATE stripe_event SET attempts = attempts + 1, next_attempt_at = ${until} WHERE id = (
      SELECT id FROM stripe_event WHERE applied_at IS NULL AND next_attempt_at <= ${at}
      ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED
    ) RETURNING id, customer_id AS "customerId", attempts`;
  return event;
}

async function applyEvent({ context, report }: ApplyOptions, event: LeasedEvent): Promise<void> {
  const { database, now } = context;
  try {
    const account = event.customerId
      ? await database.system.billingAccount.findUnique({ where: { customerId: event.customerId } })
      : null;
    if (account) await syncAccount(context, account.tenantId);
    // Of nobody we know, or of nothing that decides: there is nothing to apply.
    else await database.system.stripeEvent.update({ where: { id: event.id }, data: { appliedAt: now() } });
  } catch (error) {
    report(error, `Stripe event ${event.id}`);
    const lastError = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    const wait = RETRY_AFTER_S[Math.min(event.attempts, RETRY_AFTER_S.length) - 1] ?? 5;
    const nextAttemptAt = new Date(now().getTime() + wait * 1000);
    await database.system.stripeEvent.update({ where: { id: event.id }, data: { lastError, nextAttemptAt } });
  }
}
