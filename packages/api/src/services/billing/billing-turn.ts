import type { BillingAccount, TenantTransaction } from '@gridsky/db';
import { Fault } from '../../domain/fault.ts';
import { requirePermission, type SystemContext } from '../context.ts';
import { requireStripe, type TenantBillingContext } from './billing-context.ts';

/** Longer than all attempts of the few calls that a turn makes. */
const TURN_MS = 90_000;

/**
 * Work on a tenant's account at Stripe, one after the other: the row stays locked while Stripe is asked, so what is written was read
 * after all that was written before. No request of the API waits for this lock.
 */
export async function inBillingTurn<T>(
  { database, now }: SystemContext,
  tenantId: string,
  work: (tx: TenantTransaction, account: BillingAccount) => Promise<T>,
): Promise<T> {
  return database.system.$transaction(
    async (tx) => {
      await tx.$executeRaw`
        INSERT INTO billing_account (tenant_id, created_at) VALUES (${tenantId}::uuid, ${now()}) ON CONFLICT DO NOTHING`;
      await tx.$queryRaw`SELECT tenant_id FROM billing_account WHERE tenant_id = ${tenantId}::uuid FOR UPDATE`;
      return work(tx, await tx.billingAccount.findUniqueOrThrow({ where: { tenantId } }));
    },
    { maxWait: 10_000, timeout: TURN_MS },
  );
}

/**
 * A turn in which a person asks Stripe for something. `key(what)` names it for Stripe: the same until the turn has been committed, so a
 * crash after Stripe's answer and a new attempt are one thing to Stripe; another after it, so that the same wish can be had again.
 */
export async function inUsersTurn<T>(
  context: TenantBillingContext,
  work: (tx: TenantTransaction, account: BillingAccount, key: (what: string) => string) => Promise<T>,
): Promise<T> {
  requirePermission(context, 'billing:write');
  requireStripe(context);
  const { tenantId } = context;
  try {
    return await inBillingTurn(context, tenantId, async (tx, account) => {
      const result = await work(tx, account, (what) => `${what}:${tenantId}:${account.revision}`);
      await tx.billingAccount.update({ where: { tenantId }, data: { revision: { increment: 1 } } });
      return result;
    });
  } catch (error) {
    if (!isStripeError(error)) throw error;
    if (isAnswer(error)) {
      // Stripe keeps its refusal under the key: the next attempt needs another one.
      await context.database.system.billingAccount.updateMany({
        where: { tenantId },
        data: { revision: { increment: 1 } },
      });
    }
    throw stripeFault(error);
  }
}

export type StripeFailure = Error & { type: string; statusCode?: number; code?: string; requestId?: string };

export function isStripeError(error: unknown): error is StripeFailure {
  return error instanceof Error && 'type' in error && String(error.type).startsWith('Stripe');
}

/** Stripe has answered and done nothing, as opposed to: nobody knows. */
function isAnswer({ statusCode = 0 }: StripeFailure): boolean {
  return statusCode >= 400 && statusCode < 500 && statusCode !== 429 && statusCode !== 409;
}

/** A card's refusal is the reader's own business; everything else is told to the log. */
export function stripeFault(error: StripeFailure): Fault {
  const internal = `${error.type} ${error.statusCode ?? ''} ${error.requestId ?? ''}: ${error.message}`;
  if (error.type === 'StripeCardError') {
    return new Fault('conflict', `${error.message} Change the card under Billing and try again.`, { internal });
  }
  return new Fault('provider_error', 'Stripe did not do this. Nothing was changed here; try again in a minute.', {
    internal,
    cause: error,
  });
}
