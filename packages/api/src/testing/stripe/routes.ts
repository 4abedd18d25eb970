import type Stripe from 'stripe';
import { all, emit, get, type LocalAccount, LocalStripeError, listed, put } from './account.ts';
import { attachCard } from './cards.ts';
import { openCheckout } from './checkout.ts';
import { type Form, list, nested, strings, text } from './form.ts';
import * as lifecycle from './lifecycle.ts';
import * as made from './more-objects.ts';
import * as objects from './objects.ts';

export type Handler = (account: LocalAccount, form: Form, ids: string[]) => unknown;

/** The endpoints that this platform uses, by method and path; `:id` is any id. */
export const ROUTES: Record<string, Handler> = {
  'POST /v1/customers': (account, form) => {
    const given = { email: text(form, 'email') ?? null, name: text(form, 'name') ?? null };
    const metadata = strings(form, 'metadata');
    const test_clock = text(form, 'test_clock') ?? null;
    const one = objects.customer(account.nextId('cus'), account.now, { ...given, metadata, test_clock });
    emit(account, 'customer.created', put(account, one));
    return one;
  },
  'GET /v1/customers/:id': (account, _form, [id]) => get<Stripe.Customer>(account, 'customer', id),
  'POST /v1/customers/:id': (account, form, [id]) => {
    const one = get<Stripe.Customer>(account, 'customer', id);
    const card = text(nested(form, 'invoice_settings'), 'default_payment_method');
    if (card) one.invoice_settings.default_payment_method = card;
    emit(account, 'customer.updated', one);
    return one;
  },
  'POST /v1/payment_methods/:id/attach': (account, form, [id]) =>
    attachCard(account, text(form, 'customer') ?? '', id === 'pm_card_chargeCustomerFail'),

  'GET /v1/products/:id': (account, _form, [id]) => get<Stripe.Product>(account, 'product', id),
  'POST /v1/products': (account, form) => {
    const id = text(form, 'id') ?? account.nextId('prod');
    if (account.objects.has(id)) {
      throw new LocalStripeError(400, 'invalid_request_error', 'Product already exists.', 'resource_already_exists');
    }
    return put(account, objects.product(id, account.now, { name: text(form, 'name') ?? id }));
  },
  'POST /v1/products/:id': (account, form, [id]) => {
    const one = get<Stripe.Product>(account, 'product', id);
    return Object.assign(one, { name: text(form, 'name') ?? one.name, active: true, updated: account.now });
  },
  'GET /v1/prices': (account, form) => {
    const keys = list(form, 'lookup_keys');
    const found = all<Stripe.Price>(account, 'price').filter(
      (one) =>
        (text(form, 'active') !== 'true' || one.active) && (keys.length === 0 || keys.includes(one.lookup_key ?? '')),
    );
    return listed(found, '/v1/prices');
  },
  'POST /v1/prices': (account, form) => {
    const lookup_key = text(form, 'lookup_key') ?? null;
    for (const other of all<Stripe.Price>(account, 'price')) {
      if (!lookup_key || other.lookup_key !== lookup_key) continue;
      if (text(form, 'transfer_lookup_key') !== 'true') {
        throw new LocalStripeError(400, 'invalid_request_error', 'A price already uses that lookup key.');
      }
      other.lookup_key = null;
    }
    const recurring = form.recurring ? objects.monthly() : null;
    const terms = { lookup_key, recurring, product: text(form, 'product') ?? '' };
    const unit_amount = Number(text(form, 'unit_amount'));
    return put(account, objects.price(account.nextId('price'), account.now, { ...terms, unit_amount }));
  },
  'POST /v1/prices/:id': (account, form, [id]) =>
    Object.assign(get<Stripe.Price>(account, 'price', id), { active: text(form, 'active') !== 'false' }),

  'GET /v1/subscriptions': (account, form) => {
    const found = all<Stripe.Subscription>(account, 'subscription');
    return listed(found.filter(ofCustomer(account, form)), '/v1/subscriptions');
  },
  'GET /v1/subscriptions/:id': (account, _form, [id]) => get<Stripe.Subscription>(account, 'subscription', id),
  'POST /v1/subscriptions': (account, form) => {
    const [item] = list(form, 'items');
    const price = get<Stripe.Price>(account, 'price', text(item as Form, 'price'));
    return lifecycle.startSubscription(account, text(form, 'customer') ?? '', price, strings(form, 'metadata'));
  },
  'POST /v1/subscriptions/:id': (account, form, [id]) => updateSubscription(account, form, id),
  'DELETE /v1/subscriptions/:id': (account, _form, [id]) => {
    const one = get<Stripe.Subscription>(account, 'subscription', id);
    lifecycle.endSubscription(account, one, 'cancellation_requested');
    return one;
  },

  'POST /v1/subscription_schedules': (account, form) => {
    const one = get<Stripe.Subscription>(account, 'subscription', text(form, 'from_subscription'));
    if (one.schedule) {
      throw new LocalStripeError(400, 'invalid_request_error', 'The subscription already has a schedule.');
    }
    const item = lifecycle.itemOf(one);
    const present = made.phase(item.price, item.current_period_start, item.current_period_end);
    const plan = made.schedule(account.nextId('sub_sched'), account.now, {
      customer: one.customer,
      subscription: one.id,
      phases: [present],
    });
    one.schedule = plan.id;
    emit(account, 'subscription_schedule.created', put(account, plan));
    return plan;
  },
  'POST /v1/subscription_schedules/:id': (account, form, [id]) => {
    const plan = get<Stripe.SubscriptionSchedule>(account, 'subscription_schedule', id);
    let start = Number(text(list(form, 'phases')[0] as Form, 'start_date'));
    plan.phases = list(form, 'phases').map((given) => {
      const [item] = list(given as Form, 'items');
      const price = get<Stripe.Price>(account, 'price', text(item as Form, 'price'));
      const end = Number(text(given as Form, 'end_date') ?? lifecycle.nextMonth(start));
      const one = made.phase(price, start, end);
      start = end;
      return one;
    });
    plan.metadata = strings(form, 'metadata');
    emit(account, 'subscription_schedule.updated', plan);
    return plan;
  },
  'POST /v1/subscription_schedules/:id/release': (account, _form, [id]) => {
    const plan = get<Stripe.SubscriptionSchedule>(account, 'subscription_schedule', id);
    lifecycle.releaseSchedule(account, plan);
    return plan;
  },

  'GET /v1/invoices': (account, form) =>
    listed(all<Stripe.Invoice>(account, 'invoice').filter(ofCustomer(account, form)), '/v1/invoices'),
  'POST /v1/invoices/create_preview': (account, form) => {
    const one = get<Stripe.Subscription>(account, 'subscription', text(form, 'subscription'));
    const details = nested(form, 'subscription_details');
    const price = get<Stripe.Price>(account, 'price', text(list(details, 'items')[0] as Form, 'price'));
    const at = Number(text(details, 'proration_date') ?? account.now);
    return objects.invoice(`upcoming_${one.id}`, account.now, {
      customer: one.customer as string,
      total: lifecycle.proration(one, price, at),
      billing_reason: 'upcoming',
    });
  },
  'POST /v1/invoices/:id/pay': (account, _form, [id]) => {
    const bill = get<Stripe.Invoice>(account, 'invoice', id);
    if (!lifecycle.settle(account, bill)) {
      throw new LocalStripeError(402, 'card_error', 'Your card was declined.', 'card_declined');
    }
    return bill;
  },

  'GET /v1/checkout/sessions': (account, form) => {
    const status = text(form, 'status');
    const found = all<Stripe.Checkout.Session>(account, 'checkout.session').filter(ofCustomer(account, form));
    return listed(
      found.filter((one) => !status || one.status === status),
      '/v1/checkout/sessions',
    );
  },
  'POST /v1/checkout/sessions': openCheckout,
  'POST /v1/checkout/sessions/:id/expire': (account, _form, [id]) => {
    const one = get<Stripe.Checkout.Session>(account, 'checkout.session', id);
    if (one.status !== 'open') throw new LocalStripeError(400, 'invalid_request_error', 'This session is not open.');
    Object.assign(one, { status: 'expired', url: null });
    emit(account, 'checkout.session.expired', one);
    return one;
  },
  'POST /v1/refunds': (account, form) =>
    put(account, made.refund(account.nextId('re'), account.now, text(form, 'payment_intent') ?? '')),

  'GET /v1/billing_portal/configurations': (account) =>
    listed(
      all<Stripe.BillingPortal.Configuration>(account, 'billing_portal.configuration'),
      '/v1/billing_portal/configurations',
    ),
  'POST /v1/billing_portal/configurations': (account, form) =>
    put(account, made.portalConfiguration(account.nextId('bpc'), account.now, strings(form, 'metadata'))),
  'POST /v1/billing_portal/configurations/:id': (account, _form, [id]) =>
    get<Stripe.BillingPortal.Configuration>(account, 'billing_portal.configuration', id),
  'POST /v1/billing_portal/sessions': (account, form) => {
    const id = account.nextId('bps');
    const customer = get<Stripe.Customer>(account, 'customer', text(form, 'customer')).id;
    const [return_url, configuration] = [text(form, 'return_url') ?? null, text(form, 'configuration') ?? ''];
    const url = `${account.pagesUrl}/p/session/${id}`;
    return put(account, made.portalSession(id, account.now, { customer, return_url, configuration, url }));
  },

  'GET /v1/events': (account) => listed([...account.events].reverse(), '/v1/events'),
  'POST /v1/test_helpers/test_clocks': (account, form) => {
    account.now = Math.max(account.now, Number(text(form, 'frozen_time')));
    return put(account, made.testClock(account.nextId('clock'), account.now, account.now));
  },
  'GET /v1/test_helpers/test_clocks/:id': (account, _form, [id]) =>
    get<Stripe.TestHelpers.TestClock>(account, 'test_helpers.test_clock', id),
  'POST /v1/test_helpers/test_clocks/:id/advance': (account, form, [id]) => {
    const clock = get<Stripe.TestHelpers.TestClock>(account, 'test_helpers.test_clock', id);
    lifecycle.advanceTo(account, Number(text(form, 'frozen_time')));
    return Object.assign(clock, { frozen_time: account.now });
  },
  'DELETE /v1/test_helpers/test_clocks/:id': (account, _form, [id]) => {
    account.objects.delete(id ?? '');
    return { id, object: 'test_helpers.test_clock', deleted: true };
  },
};

function updateSubscription(account: LocalAccount, form: Form, id: string | undefined): Stripe.Subscription {
  const one = get<Stripe.Subscription>(account, 'subscription', id);
  if (one.status === 'canceled') {
    throw new LocalStripeError(400, 'invalid_request_error', 'A canceled subscription can only update its details.');
  }
  const cancel = text(form, 'cancel_at_period_end');
  if (cancel !== undefined) {
    one.cancel_at_period_end = cancel === 'true';
    one.cancel_at = one.cancel_at_period_end ? lifecycle.itemOf(one).current_period_end : null;
    one.canceled_at = one.cancel_at_period_end ? account.now : null;
    emit(account, 'customer.subscription.updated', one);
  }
  const [item] = list(form, 'items');
  if (item) {
    const price = get<Stripe.Price>(account, 'price', text(item as Form, 'price'));
    lifecycle.changePrice(account, one, price, Number(text(form, 'proration_date') ?? account.now));
  }
  return one;
}

function ofCustomer(account: LocalAccount, form: Form): (one: { customer: unknown }) => boolean {
  const customer = text(form, 'customer');
  // One of another account is an error and no empty list.
  if (customer) get<Stripe.Customer>(account, 'customer', customer);
  return (one) => !customer || one.customer === customer;
}
