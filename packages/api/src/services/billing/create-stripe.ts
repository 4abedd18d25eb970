import Stripe from 'stripe';

/**
 * The client of Stripe's API. Two attempts of 10 s each: a caller waits 20 s at most, and since every call carries an idempotency key,
 * a second attempt never does anything twice. `apiBase` points it at another server, for tests.
 */
export function createStripe({ secretKey, apiBase }: { secretKey: string; apiBase?: string }): Stripe {
  const base = apiBase ? new URL(apiBase) : null;
  return new Stripe(secretKey, {
    timeout: 10_000,
    maxNetworkRetries: 1,
    telemetry: false,
    appInfo: { name: 'Gridsky' },
    ...(base
      ? {
          host: base.hostname,
          port: base.port || (base.protocol === 'https:' ? 443 : 80),
          protocol: base.protocol === 'https:' ? 'https' : 'http',
        }
      : {}),
  });
}
