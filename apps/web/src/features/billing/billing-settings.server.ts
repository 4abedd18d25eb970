import type { BillingSettings } from '@gridsky/api/services';
import { createStripe } from '@gridsky/api/stripe';
import { environment } from '../../env.ts';

let settings: BillingSettings | undefined;

/** Stripe's client and what the operator decided about paying, for services. */
export function billingSettings(): BillingSettings {
  const { stripe, graceDays } = environment();
  settings ??= { stripe: stripe && createStripe(stripe), graceDays };
  return settings;
}
