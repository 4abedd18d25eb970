import { storeStripeEvent } from '@gridsky/api/services';
import { environment } from '../../../../env.ts';
import { billingSettings } from '../../../../features/billing/billing-settings.server.ts';
import { database } from '../../../../features/session/database.server.ts';

/** Stripe's largest events are some 100 kB. */
const BODY_BYTES_MAX = 1_000_000;

/** Stripe tells that something happened: checked, stored, answered. A job reads the rest from Stripe itself. */
export async function POST(request: Request): Promise<Response> {
  const { stripe } = billingSettings();
  const webhookSecret = environment().stripe?.webhookSecret;
  if (!stripe || !webhookSecret) return new Response('This installation takes no payments.\n', { status: 404 });
  const body = await readBody(request);
  if (body === null) return new Response('The event is too large.\n', { status: 413 });
  const signature = request.headers.get('stripe-signature') ?? '';
  const options = { database: database(), stripe, webhookSecret, now: () => new Date() };
  if (await storeStripeEvent(options, body, signature)) return new Response(null, { status: 200 });
  return new Response('The signature does not fit the body.\n', { status: 400 });
}

/** The body's bytes as they came, for the signature is over them; null when there are too many. */
async function readBody({ body }: Request): Promise<string | null> {
  if (!body) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > BODY_BYTES_MAX) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
