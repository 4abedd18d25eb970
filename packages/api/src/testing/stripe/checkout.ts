import type Stripe from 'stripe';
import { emit, get, type LocalAccount, LocalStripeError, put } from './account.ts';
import { attachCard } from './cards.ts';
import { type Form, list, nested, strings, text } from './form.ts';
import { invoiceOf, pay, startSubscription } from './lifecycle.ts';
import { checkoutSession } from './more-objects.ts';

/** What a session was opened for. */
type Terms = { price: string; subscriptionMetadata: Record<string, string>; invoice: boolean };

const terms = new WeakMap<LocalAccount, Map<string, Terms>>();

export function openCheckout(account: LocalAccount, form: Form): Stripe.Checkout.Session {
  const id = account.nextId('cs_test');
  const [item] = list(form, 'line_items');
  const price = get<Stripe.Price>(account, 'price', text(item as Form, 'price'));
  const session = checkoutSession(id, account.now, {
    mode: text(form, 'mode') ?? 'payment',
    customer: get<Stripe.Customer>(account, 'customer', text(form, 'customer')).id,
    client_reference_id: text(form, 'client_reference_id') ?? null,
    amount_total: price.unit_amount,
    metadata: strings(form, 'metadata'),
    success_url: text(form, 'success_url') ?? null,
    cancel_url: text(form, 'cancel_url') ?? null,
    url: `${account.pagesUrl}/c/pay/${id}`,
  });
  const ofAccount = terms.get(account) ?? new Map<string, Terms>();
  terms.set(account, ofAccount);
  ofAccount.set(id, {
    price: price.id,
    subscriptionMetadata: strings(nested(form, 'subscription_data'), 'metadata'),
    invoice: text(nested(form, 'invoice_creation'), 'enabled') === 'true',
  });
  return put(account, session);
}

/** What pressing "Pay" on the hosted page does. */
export function completeCheckout(account: LocalAccount, id: string, refused: boolean): Stripe.Checkout.Session {
  const session = get<Stripe.Checkout.Session>(account, 'checkout.session', id);
  const ordered = terms.get(account)?.get(id);
  if (session.status !== 'open' || !ordered) {
    throw new LocalStripeError(400, 'invalid_request_error', 'This session is not open.');
  }
  if (refused) throw new LocalStripeError(402, 'card_error', 'Your card was declined.', 'card_declined');
  const payer = get<Stripe.Customer>(account, 'customer', String(session.customer));
  payer.invoice_settings.default_payment_method = attachCard(account, payer.id, false).id;
  const price = get<Stripe.Price>(account, 'price', ordered.price);
  if (session.mode === 'subscription') {
    const one = startSubscription(account, payer.id, price, ordered.subscriptionMetadata);
    Object.assign(session, { subscription: one.id, invoice: one.latest_invoice });
  } else {
    session.payment_intent = account.nextId('pi');
    if (ordered.invoice) {
      const bill = invoiceOf(account, payer.id, price.unit_amount ?? 0, { billing_reason: 'manual' });
      pay(account, bill);
      session.invoice = bill.id;
    }
  }
  Object.assign(session, { status: 'complete', payment_status: 'paid', url: null });
  emit(account, 'checkout.session.completed', session);
  return session;
}
