import type Stripe from 'stripe';
import { get, LocalStripeError } from './account.ts';
import { completeCheckout } from './checkout.ts';
import { parseForm, text } from './form.ts';
import type { LocalStripe } from './local-stripe.ts';

/**
 * Stripe's pages, as plain as can be: checkout, an invoice, the portal with its two cards. `/clock?days=3` moves time. undefined: the
 * address is no page.
 */
export async function answerPage(stripe: LocalStripe, request: Request): Promise<Response | undefined> {
  const url = new URL(request.url);
  const [, kind = '', ...rest] = url.pathname.split('/');
  const form = request.method === 'POST' ? parseForm(await request.text()) : {};
  const posted = request.method === 'POST';
  try {
    if (kind === 'c') return checkout(stripe, rest[1] ?? '', posted, text(form, 'card') === 'refused');
    if (kind === 'i') return invoice(stripe, rest[0] ?? '', posted);
    if (kind === 'p') return portal(stripe, rest[1] ?? '', posted ? text(form, 'card') : undefined);
    if (kind !== 'clock' || !posted) return undefined;
    stripe.advance(Number(url.searchParams.get('days')) * 86_400);
    return new Response('moved\n');
  } catch (error) {
    if (!(error instanceof LocalStripeError)) throw error;
    return page('Refused', `<p role="alert">${error.message}</p>`, error.status);
  }
}

function checkout({ account }: LocalStripe, id: string, posted: boolean, refused: boolean): Response {
  if (posted) {
    const { success_url } = completeCheckout(account, id, refused);
    return Response.redirect(success_url ?? '', 303);
  }
  const session = get<Stripe.Checkout.Session>(account, 'checkout.session', id);
  const total = ((session.amount_total ?? 0) / 100).toFixed(2);
  return page(
    'Checkout',
    `<p>Pay $${total}</p>${buttons([
      ['good', 'Pay'],
      ['refused', 'Pay with a refused card'],
    ])}`,
  );
}

function invoice({ account, payInvoice }: LocalStripe, id: string, posted: boolean): Response {
  const bill = get<Stripe.Invoice>(account, 'invoice', id);
  if (posted) payInvoice(id);
  const action = bill.status === 'open' ? buttons([['good', 'Pay']]) : '';
  return page('Invoice', `<p>${bill.number} is ${bill.status}</p>${action}`);
}

function portal({ account, setCard }: LocalStripe, id: string, card: string | undefined): Response {
  const session = get<Stripe.BillingPortal.Session>(account, 'billing_portal.session', id);
  if (card) setCard(session.customer, card === 'refused' ? 'refused' : 'good');
  const choices = buttons([
    ['good', 'Use a good card'],
    ['refused', 'Use a refused card'],
  ]);
  const said = card ? '<p role="status">The card is changed.</p>' : '';
  return page('Portal', `${said}${choices}<p><a href="${session.return_url}">Return</a></p>`);
}

function buttons(choices: readonly (readonly [value: string, label: string])[]): string {
  const all = choices.map(([value, label]) => `<button name="card" value="${value}">${label}</button>`);
  return `<form method="post">${all.join(' ')}</form>`;
}

function page(title: string, body: string, status = 200): Response {
  const html = `<!doctype html><html lang="en"><title>${title}</title><h1>${title} (local Stripe)</h1>${body}`;
  return new Response(html, { status, headers: { 'content-type': 'text/html' } });
}
