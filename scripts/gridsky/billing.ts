import { CommandError, defineCommand, type Noun } from './command.ts';
import { withPlatform } from './open-platform.ts';
import { formatTable } from './table.ts';

const sync = defineCommand({
  verb: 'sync',
  summary: 'Make products and prices at Stripe what the plan table says; may be run at any time.',
  flags: {},
  run: (world) =>
    withPlatform(world, async ({ context, settings }) => {
      const { STRIPE_SECRET_KEY: secretKey, STRIPE_API_BASE: apiBase } = settings.raw;
      if (!secretKey) {
        throw new CommandError('STRIPE_SECRET_KEY is not set: put it and STRIPE_WEBHOOK_SECRET into .env first.');
      }
      const { listPlans, syncPrices } = await import('@gridsky/api/services');
      const { createStripe } = await import('@gridsky/api/stripe');
      const { cents, formatDollars } = await import('@gridsky/api/domain');
      const stripe = createStripe({ secretKey, ...(apiBase ? { apiBase } : {}) });
      const synced = await syncPrices(stripe, await listPlans(context.database)).catch((error) => {
        // The SDK's errors tell what Stripe refuses, and never the key.
        throw error?.type?.startsWith('Stripe') ? new CommandError(`Stripe: ${error.message}`) : error;
      });
      const prices = synced.prices.map(({ unitAmountCents, ...row }) => ({
        ...row,
        price: formatDollars(cents(unitAmountCents)),
      }));
      const text = formatTable(
        prices,
        {
          product: (row) => row.product,
          $: (row) => row.price,
          price: (row) => row.priceId,
          outcome: (row) => row.outcome,
        },
        'No plan has a price.',
      );
      return {
        json: { prices, portal: synced.portal },
        text: `${text}\nWho subscribed at an earlier price stays on it. The customer portal is ${synced.portal}.`,
      };
    }),
});

export const billing: Noun = {
  name: 'billing',
  summary: 'What is sold through Stripe.',
  commands: [sync],
};
