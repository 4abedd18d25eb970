import Stripe from 'stripe';
import { get, type LocalAccount, LocalStripeError, openAccount, type StripeObject } from './account.ts';
import { attachCard } from './cards.ts';
import { completeCheckout } from './checkout.ts';
import { type Form, list, parseForm } from './form.ts';
import { advanceTo, settle } from './lifecycle.ts';
import { type Handler, ROUTES } from './routes.ts';

export type LocalStripe = {
  account: LocalAccount;
  /** The SDK, speaking its wire to this account without a socket. */
  client: Stripe;
  /** Every call that changed something. */
  posts: { path: string; idempotencyKey: string }[];
  handle(request: Request): Promise<Response>;
  /** Moves time on, seconds: renewals, refusals, retries and endings happen. */
  advance(seconds: number): void;
  /** Presses "Pay" on the page of a checkout, by the page's address. */
  payCheckout(url: string): void;
  payInvoice(id: string): boolean;
  /** Gives a customer another card. */
  setCard(customer: string, card: 'good' | 'refused'): void;
  /** Body and signature of an event, as the webhook gets them. */
  webhook(event: Stripe.Event): { body: string; signature: string };
};

export const LOCAL_SECRET_KEY = 'sk_test_local';
export const LOCAL_WEBHOOK_SECRET = 'whsec_local';

/**
 * A small Stripe of our own: the endpoints that this platform uses, in the wire that the real SDK speaks (form-encoded requests,
 * idempotency keys, expansion, error answers, signed events), with a clock that only tests move.
 */
export function openLocalStripe({
  name = 'local',
  pagesUrl = 'http://stripe.localhost',
  onEvent = () => {},
}: {
  /** Part of every id, to tell several apart. */
  name?: string;
  pagesUrl?: string;
  onEvent?: (event: Stripe.Event) => void;
} = {}): LocalStripe {
  const account = openAccount(name, pagesUrl, onEvent);
  const answered = new Map<string, { asked: string; status: number; body: string }>();
  const posts: LocalStripe['posts'] = [];

  const handle = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const encoded = await request.text();
    if (request.headers.get('authorization') !== `Bearer ${LOCAL_SECRET_KEY}`) {
      return reply(401, { error: { type: 'invalid_request_error', message: 'Invalid API Key provided' } });
    }
    const key = request.headers.get('idempotency-key') ?? '';
    const asked = `${request.method} ${url.pathname} ${encoded}`;
    const earlier = key ? answered.get(key) : undefined;
    if (earlier && earlier.asked !== asked) {
      const message =
        'Keys for idempotent requests can only be used with the same parameters they were first used with.';
      return reply(400, { error: { type: 'idempotency_error', message } });
    }
    if (earlier) return reply(earlier.status, JSON.parse(earlier.body), { 'idempotent-replayed': 'true' });
    if (request.method !== 'GET') posts.push({ path: url.pathname, idempotencyKey: key });
    const form = parseForm(encoded || url.searchParams.toString());
    const { status, body } = answer(account, request.method, url.pathname, form);
    if (key) answered.set(key, { asked, status, body: JSON.stringify(body) });
    return reply(status, body);
  };

  const client = new Stripe(LOCAL_SECRET_KEY, {
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: Stripe.createFetchHttpClient((input: string | URL | Request, init?: RequestInit) =>
      handle(new Request(input, init)),
    ),
  });

  return {
    account,
    client,
    posts,
    handle,
    advance: (seconds) => advanceTo(account, account.now + seconds),
    payCheckout: (url) => {
      completeCheckout(account, url.slice(url.lastIndexOf('/') + 1), false);
    },
    payInvoice: (id) => settle(account, get<Stripe.Invoice>(account, 'invoice', id)),
    setCard: (customer, card) => {
      const payer = get<Stripe.Customer>(account, 'customer', customer);
      payer.invoice_settings.default_payment_method = attachCard(account, customer, card === 'refused').id;
    },
    webhook: (event) => {
      const body = JSON.stringify(event);
      const signature = client.webhooks.generateTestHeaderString({ payload: body, secret: LOCAL_WEBHOOK_SECRET });
      return { body, signature };
    },
  };
}

function answer(account: LocalAccount, method: string, path: string, form: Form): { status: number; body: unknown } {
  try {
    const { handler, ids } = findRoute(method, path);
    const result = handler(account, form, ids);
    return { status: 200, body: expanded(account, structuredClone(result), list(form, 'expand').map(String)) };
  } catch (error) {
    if (!(error instanceof LocalStripeError)) throw error;
    const { status, type, code, message } = error;
    return { status, body: { error: { type, code, message } } };
  }
}

function findRoute(method: string, path: string): { handler: Handler; ids: string[] } {
  for (const [route, handler] of Object.entries(ROUTES)) {
    const ids = new RegExp(`^${route.replaceAll(':id', '([\\w.-]+)')}$`).exec(`${method} ${path}`);
    if (ids) return { handler, ids: ids.slice(1) };
  }
  throw new LocalStripeError(404, 'invalid_request_error', `Unrecognized request URL (${method}: ${path}).`);
}

/** Puts whole objects in the places of the ids that the caller asked to see: `data.latest_invoice`. */
function expanded(account: LocalAccount, body: unknown, paths: readonly string[]): unknown {
  for (const path of paths) expand(account, body, path.split('.'));
  return body;
}

function expand(account: LocalAccount, at: unknown, [name, ...rest]: string[]): void {
  if (Array.isArray(at)) {
    for (const one of at) expand(account, one, name === undefined ? [] : [name, ...rest]);
  } else if (typeof at === 'object' && at !== null && name !== undefined) {
    const holder = at as Record<string, unknown>;
    const value = holder[name];
    const found: StripeObject | undefined = typeof value === 'string' ? account.objects.get(value) : undefined;
    if (found) holder[name] = structuredClone(found);
    expand(account, holder[name], rest);
  }
}

function reply(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'request-id': 'req_local', ...headers },
  });
}
