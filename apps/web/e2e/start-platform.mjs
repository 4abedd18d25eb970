// `npm start` in a home of its own that is gone afterwards. Stops with the signal that stops this.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { openOAuthServer } from './oauth-server.mjs';

// What a run that was killed left behind is no part of this one.
const home = String(process.env.E2E_HOME);
rmSync(home, { recursive: true, force: true });
mkdirSync(home, { recursive: true });
const start = path.resolve(import.meta.dirname, '../../../scripts/start.mjs');
const environment = { ...process.env, GRIDSKY_HOME: home, LOG_LEVEL: 'warn' };
// The platform under test takes none of the settings of the one that may run on this machine.
for (const name of ['DATABASE_URL', 'PUBLIC_URL', 'API_PUBLIC_URL', 'SMTP_URL', 'MAIL_FROM']) delete environment[name];

// Two services that sign people in, on this machine.
const oauth = await openOAuthServer(Number(environment.OAUTH_PORT));
Object.assign(environment, {
  GITHUB_CLIENT_ID: oauth.clientId,
  GITHUB_CLIENT_SECRET: oauth.clientSecret,
  GITHUB_URL: oauth.url,
  GOOGLE_CLIENT_ID: oauth.clientId,
  GOOGLE_CLIENT_SECRET: oauth.clientSecret,
  GOOGLE_ISSUER: oauth.url,
});

// A Stripe on this machine.
const { PORT, STRIPE_PORT } = environment;
const webhook = `http://localhost:${PORT}/api/stripe/webhook`;
const stripe = spawn(process.execPath, ['--import', 'tsx', 'e2e/stripe-server.ts', STRIPE_PORT, webhook], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
await once(stripe.stdout, 'data');
Object.assign(environment, {
  STRIPE_SECRET_KEY: 'sk_test_local',
  STRIPE_WEBHOOK_SECRET: 'whsec_local',
  STRIPE_API_BASE: `http://localhost:${STRIPE_PORT}`,
  TRIAL_MODE: 'free',
  // Providers that tests start on this machine.
  OUTBOUND_ALLOWED_RANGES: '127.0.0.0/8',
});

const platform = spawn(process.execPath, [start], { env: environment, stdio: 'inherit' });
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => platform.kill(signal));
platform.on('exit', (code) => {
  oauth.close();
  stripe.kill();
  rmSync(home, { recursive: true, force: true });
  process.exit(code ?? 1);
});
