import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { PLANS } from '../../domain/plan.ts';
import { syncPrices } from '../../services/billing/sync-prices.ts';
import { answerPage } from './hosted-pages.ts';
import { type LocalStripe, openLocalStripe } from './local-stripe.ts';

export { LOCAL_SECRET_KEY, LOCAL_WEBHOOK_SECRET } from './local-stripe.ts';

/**
 * The local Stripe as a server: its API, its hosted pages, and its webhook to `webhookUrl`. The products and prices of the plan table
 * are there from the start.
 */
export async function openStripeServer(options: {
  port: number;
  webhookUrl: string;
}): Promise<{ url: string; stripe: LocalStripe; close: () => void }> {
  const url = `http://localhost:${options.port}`;
  const stripe = openLocalStripe({ pagesUrl: url, onEvent: (event) => void send(options.webhookUrl, stripe, event) });
  stripe.account.now = Math.floor(Date.now() / 1000);
  await syncPrices(stripe.client, PLANS);
  const server = createServer((request, response) => {
    answer(stripe, url, request, response).catch((error) => {
      response.writeHead(500).end(String(error));
    });
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  return { url, stripe, close: () => server.close() };
}

/** One attempt, as the first of Stripe's: what it misses, the platform's review finds. */
async function send(webhookUrl: string, stripe: LocalStripe, event: LocalStripe['account']['events'][number]) {
  const { body, signature } = stripe.webhook(event);
  const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
  await fetch(webhookUrl, { method: 'POST', body, headers }).catch(() => {});
}

async function answer(stripe: LocalStripe, url: string, incoming: IncomingMessage, outgoing: ServerResponse) {
  const { method = 'GET' } = incoming;
  const body = method === 'GET' ? undefined : await new Response(Readable.toWeb(incoming) as ReadableStream).text();
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  const request = new Request(new URL(incoming.url ?? '/', url), { method, headers, body: body || undefined });
  const response = (await answerPage(stripe, request.clone())) ?? (await stripe.handle(request));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
}
