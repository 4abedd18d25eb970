import { ignoreClaimedAddresses } from './claimed-address.ts';
import { environment, pinPublicUrl } from './env.ts';
import { startBilling } from './features/billing/start-billing.server.ts';
import { startMail } from './features/mail/start-mail.server.ts';
import { startNotices } from './features/mail/start-notices.server.ts';

/** Checks the settings, then begins to send mail and to hear of payments; ends the process with one sentence for each setting that is wrong. */
export function startServer(): void {
  try {
    pinPublicUrl();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
  if (!environment().trustProxy) ignoreClaimedAddresses();
  startMail();
  startBilling();
  startNotices();
}
