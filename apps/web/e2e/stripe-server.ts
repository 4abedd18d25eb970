// A local Stripe for the platform under test; ends with the process that starts it.
import { openStripeServer } from '@gridsky/api/testing/stripe';

const [port, webhookUrl = ''] = process.argv.slice(2);
await openStripeServer({ port: Number(port), webhookUrl });
process.stdout.write('ready\n');
