import { applyStripeEvents, type BillingContext, forgetStripeEvents, reviewAccounts } from '@gridsky/api/services';
import { listen } from '@gridsky/db';
import { environment } from '../../env.ts';
import { database } from '../session/database.server.ts';
import { reportError } from '../session/report-error.server.ts';
import { systemContext } from '../session/system-context.server.ts';
import { billingSettings } from './billing-settings.server.ts';

/** Retries and reviews are looked for this often; a new event doesn't wait for it but is notified. */
const EVERY_MS = 10_000;

const held = globalThis as typeof globalThis & { gridskyBillingStarted?: boolean };

/** Applies what Stripe tells, now and for the life of the process. Nothing to do without keys. */
export function startBilling(): void {
  if (held.gridskyBillingStarted || !billingSettings().stripe) return;
  held.gridskyBillingStarted = true;
  const context: BillingContext = { ...systemContext(null), billing: billingSettings() };
  const report = (error: unknown, what: string) => reportError(error, what);
  let round: Promise<void> = Promise.resolve();
  let waiting = false;
  const run = async () => {
    waiting = false;
    try {
      await applyStripeEvents({ context, report });
      await reviewAccounts({ context, report });
      await forgetStripeEvents(database(), context.now());
    } catch (error) {
      reportError(error, 'billing');
    }
  };
  // However many come while a round runs, one more round sees them all.
  const wake = () => {
    if (waiting) return;
    waiting = true;
    round = round.then(run);
  };
  setInterval(wake, EVERY_MS).unref();
  const { databaseSystemUrl } = environment();
  listen({ url: databaseSystemUrl, channels: ['gridsky_billing'], onNotification: wake, onConnected: wake });
}
