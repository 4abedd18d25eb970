import type { Database } from '@gridsky/db';
import type Stripe from 'stripe';

/**
 * Checks a webhook's signature over its bytes as they came, and stores the event by its id: one that comes again changes nothing.
 * Returns false for a body that Stripe has not signed. Applying it is a job's work.
 */
export async function storeStripeEvent(
  { database, stripe, webhookSecret, now }: StoreOptions,
  body: string,
  signature: string,
): Promise<boolean> {
  const event = verified(stripe, webhookSecret, body, signature);
  if (!event) return false;
  const { object } = event.data as {
    object: { id?: string; object?: string; customer?: string | { id: string } | null };
  };
  const { customer = null } = object;
  const customerId = object.object === 'customer' ? object.id : typeof customer === 'string' ? customer : customer?.id;
  const receivedAt = now();
  const row = { id: event.id, type: event.type, customerId: customerId ?? null, receivedAt, nextAttemptAt: receivedAt };
  await database.system.stripeEvent.createMany({ data: [row], skipDuplicates: true });
  return true;
}

export type StoreOptions = { database: Database; stripe: Stripe; webhookSecret: string; now: () => Date };

function verified(stripe: Stripe, secret: string, body: string, signature: string): Stripe.Event | null {
  try {
    return stripe.webhooks.constructEvent(body, signature, secret);
  } catch {
    return null;
  }
}
