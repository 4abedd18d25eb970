import type Stripe from 'stripe';
import { Fault } from '../../domain/fault.ts';
import type { MailContext, TenantContext } from '../context.ts';

/** Stripe, and what the operator decided about paying. */
export type BillingSettings = {
  /** null: no keys are set; the operator sets plans. */
  stripe: Stripe | null;
  /** Days for which a subscription whose payment failed still gives its plan. */
  graceDays: number;
};

/** For services that talk to Stripe outside any one tenant. */
export type BillingContext = MailContext & { billing: BillingSettings };
export type TenantBillingContext = TenantContext & BillingContext;

/** Refuses what makes no sense without Stripe. */
export function requireStripe({ billing }: Pick<BillingContext, 'billing'>): Stripe {
  if (billing.stripe) return billing.stripe;
  throw new Fault('conflict', 'This installation takes no payments. Ask its operator to set the plan.');
}
