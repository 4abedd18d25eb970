import type Stripe from 'stripe';
import { all, emit, get, type LocalAccount, put } from './account.ts';
import { apiList, invoice, subscription, subscriptionItem } from './objects.ts';

const DAY_S = 86_400;
/** Days until a refused renewal is tried again, after each refusal; after the last the subscription is ended. */
const DUNNING_DAYS = [3, 5, 7];
const PENDING_UPDATE_S = 23 * 3_600;

export function startSubscription(
  account: LocalAccount,
  customer: string,
  price: Stripe.Price,
  metadata: Record<string, string>,
): Stripe.Subscription {
  const id = account.nextId('sub');
  const period = { start: account.now, end: nextMonth(account.now) };
  const item = subscriptionItem(account.nextId('si'), id, price, period);
  const made = put(
    account,
    subscription(id, account.now, {
      customer,
      metadata,
      items: apiList([item], '/v1/subscription_items'),
      status: 'incomplete',
    }),
  );
  emit(account, 'customer.subscription.created', made);
  const bill = makeInvoice(account, made, price.unit_amount ?? 0, 'subscription_create');
  if (pay(account, bill)) setStatus(account, made, 'active');
  return made;
}

/** Moves the clock, and everything that happens until then happens in its order. */
export function advanceTo(account: LocalAccount, to: number): void {
  for (;;) {
    const due = nextDue(account);
    if (!due || due.at > to) break;
    account.now = Math.max(account.now, due.at);
    due.happen();
  }
  account.now = Math.max(account.now, to);
}

type Due = { at: number; happen: () => void };

function nextDue(account: LocalAccount): Due | undefined {
  const dues: Due[] = [];
  for (const one of all<Stripe.Subscription>(account, 'subscription')) {
    if (!['active', 'past_due'].includes(one.status)) continue;
    dues.push({ at: itemOf(one).current_period_end, happen: () => endPeriod(account, one) });
    const { pending_update } = one;
    if (pending_update) dues.push({ at: pending_update.expires_at, happen: () => dropPendingUpdate(account, one) });
  }
  for (const one of all<Stripe.Invoice>(account, 'invoice')) {
    const at = one.next_payment_attempt;
    if (one.status === 'open' && at !== null) dues.push({ at, happen: () => retry(account, one) });
  }
  for (const one of all<Stripe.Checkout.Session>(account, 'checkout.session')) {
    if (one.status !== 'open') continue;
    dues.push({
      at: one.expires_at,
      happen: () => {
        Object.assign(one, { status: 'expired', url: null });
        emit(account, 'checkout.session.expired', one);
      },
    });
  }
  return dues.sort((a, b) => a.at - b.at)[0];
}

function endPeriod(account: LocalAccount, one: Stripe.Subscription): void {
  if (one.cancel_at_period_end) {
    endSubscription(account, one, 'cancellation_requested');
    return;
  }
  const item = itemOf(one);
  const next = scheduledPrice(account, one);
  if (next) setPrice(account, one, next);
  const start = item.current_period_end;
  Object.assign(itemOf(one), { current_period_start: start, current_period_end: nextMonth(start) });
  const bill = makeInvoice(account, one, itemOf(one).price.unit_amount ?? 0, 'subscription_cycle');
  if (pay(account, bill)) setStatus(account, one, 'active');
  else {
    bill.next_payment_attempt = account.now + (DUNNING_DAYS[0] ?? 0) * DAY_S;
    setStatus(account, one, 'past_due');
  }
}

/** The price of the schedule's next phase, when it is its turn; the schedule is released, as it was told. */
function scheduledPrice(account: LocalAccount, one: Stripe.Subscription): Stripe.Price | null {
  if (typeof one.schedule !== 'string') return null;
  const plan = get<Stripe.SubscriptionSchedule>(account, 'subscription_schedule', one.schedule);
  const price = plan.phases[1]?.items[0]?.price;
  releaseSchedule(account, plan);
  return typeof price === 'string' ? get<Stripe.Price>(account, 'price', price) : null;
}

export function releaseSchedule(account: LocalAccount, plan: Stripe.SubscriptionSchedule): void {
  const id = String(plan.subscription);
  Object.assign(plan, { status: 'released', released_at: account.now, released_subscription: id, subscription: null });
  get<Stripe.Subscription>(account, 'subscription', id).schedule = null;
  emit(account, 'subscription_schedule.released', plan);
}

export function endSubscription(
  account: LocalAccount,
  one: Stripe.Subscription,
  reason: Stripe.Subscription.CancellationDetails.Reason,
): void {
  Object.assign(one, { status: 'canceled', canceled_at: account.now, ended_at: account.now, pending_update: null });
  one.cancellation_details = { comment: null, feedback: null, feedback_option: null, reason };
  for (const bill of all<Stripe.Invoice>(account, 'invoice')) {
    if (bill.status === 'open' && subscriptionOf(bill) === one.id) bill.next_payment_attempt = null;
  }
  emit(account, 'customer.subscription.deleted', one);
}

function retry(account: LocalAccount, bill: Stripe.Invoice): void {
  const one = get<Stripe.Subscription>(account, 'subscription', subscriptionOf(bill));
  if (pay(account, bill)) {
    setStatus(account, one, 'active');
    return;
  }
  const days = DUNNING_DAYS[bill.attempt_count - 1];
  bill.next_payment_attempt = days === undefined ? null : account.now + days * DAY_S;
  if (days === undefined) endSubscription(account, one, 'payment_failed');
}

/** What a change of price costs for the rest of the period. */
export function proration(one: Stripe.Subscription, to: Stripe.Price, at: number): number {
  const { current_period_start, current_period_end, price } = itemOf(one);
  const rest = (current_period_end - at) / (current_period_end - current_period_start);
  return Math.round((to.unit_amount ?? 0) * rest) - Math.round((price.unit_amount ?? 0) * rest);
}

/** An upgrade that is paid at once, or waits until its invoice is. */
export function changePrice(account: LocalAccount, one: Stripe.Subscription, to: Stripe.Price, at: number): void {
  const bill = makeInvoice(account, one, proration(one, to, at), 'subscription_update');
  if (pay(account, bill)) {
    setPrice(account, one, to);
    emit(account, 'customer.subscription.updated', one);
    return;
  }
  const { current_period_start: start, current_period_end: end, id } = itemOf(one);
  one.pending_update = {
    billing_cycle_anchor: null,
    cancel_at_period_end: null,
    discount: null,
    discounts: null,
    expires_at: account.now + PENDING_UPDATE_S,
    metadata: null,
    subscription_items: [subscriptionItem(id, one.id, to, { start, end })],
    trial_end: null,
    trial_from_plan: null,
  };
  emit(account, 'customer.subscription.updated', one);
}

function dropPendingUpdate(account: LocalAccount, one: Stripe.Subscription): void {
  one.pending_update = null;
  const bill = get<Stripe.Invoice>(account, 'invoice', String(one.latest_invoice));
  if (bill.status === 'open') bill.status = 'void';
  emit(account, 'customer.subscription.pending_update_expired', one);
}

function setPrice(account: LocalAccount, one: Stripe.Subscription, to: Stripe.Price): void {
  const { id, current_period_start: start, current_period_end: end } = itemOf(one);
  one.items = apiList([subscriptionItem(id, one.id, to, { start, end })], '/v1/subscription_items');
  one.pending_update = null;
  put(account, one);
}

export function makeInvoice(
  account: LocalAccount,
  one: Stripe.Subscription,
  total: number,
  billing_reason: Stripe.Invoice.BillingReason,
): Stripe.Invoice {
  const bill = invoiceOf(account, String(one.customer), total, {
    billing_reason,
    parent: {
      quote_details: null,
      subscription_details: { metadata: one.metadata, subscription: one.id },
      type: 'subscription_details',
    },
  });
  one.latest_invoice = bill.id;
  return bill;
}

export function invoiceOf(
  account: LocalAccount,
  customer: string,
  total: number,
  given: Partial<Stripe.Invoice>,
): Stripe.Invoice {
  const id = account.nextId('in');
  const bill = invoice(id, account.now, {
    ...given,
    customer,
    total,
    number: `LOCAL-${id.slice(-4)}`,
    hosted_invoice_url: `${account.pagesUrl}/i/${id}`,
    invoice_pdf: `${account.pagesUrl}/i/${id}/pdf`,
  });
  put(account, bill);
  emit(account, 'invoice.created', bill);
  return bill;
}

/** Tries the customer's card. true: paid. */
export function pay(account: LocalAccount, bill: Stripe.Invoice): boolean {
  const payer = get<Stripe.Customer>(account, 'customer', String(bill.customer));
  const card = payer.invoice_settings.default_payment_method;
  Object.assign(bill, { attempted: true, attempt_count: bill.attempt_count + 1, next_payment_attempt: null });
  const free = bill.amount_due <= 0;
  if (!free && (typeof card !== 'string' || account.refusedCards.has(card))) {
    emit(account, 'invoice.payment_failed', bill);
    return false;
  }
  Object.assign(bill, { status: 'paid', amount_paid: bill.amount_due, amount_remaining: 0 });
  bill.status_transitions.paid_at = account.now;
  emit(account, 'invoice.paid', bill);
  return true;
}

/** An open invoice is paid by hand, and what waited for it happens. */
export function settle(account: LocalAccount, bill: Stripe.Invoice): boolean {
  if (bill.status !== 'open' || !pay(account, bill)) return false;
  const id = subscriptionOf(bill);
  if (!id) return true;
  const one = get<Stripe.Subscription>(account, 'subscription', id);
  const wanted = one.pending_update?.subscription_items?.[0]?.price;
  if (wanted && one.latest_invoice === bill.id) {
    setPrice(account, one, wanted);
    emit(account, 'customer.subscription.updated', one);
  } else if (one.status === 'past_due' || one.status === 'incomplete') setStatus(account, one, 'active');
  return true;
}

function setStatus(account: LocalAccount, one: Stripe.Subscription, status: Stripe.Subscription.Status): void {
  one.status = status;
  emit(account, 'customer.subscription.updated', one);
}

function subscriptionOf(bill: Stripe.Invoice): string | undefined {
  const id = bill.parent?.subscription_details?.subscription;
  return typeof id === 'string' ? id : undefined;
}

export function itemOf(one: Stripe.Subscription): Stripe.SubscriptionItem {
  const item = one.items.data[0];
  if (!item) throw new Error(`${one.id} has no item`);
  return item;
}

/** The same day of the next month, or its last. */
export function nextMonth(at: number): number {
  const from = new Date(at * 1000);
  const to = new Date(from);
  to.setUTCMonth(to.getUTCMonth() + 1);
  if (to.getUTCDate() !== from.getUTCDate()) to.setUTCDate(0);
  return to.getTime() / 1000;
}
