import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';

/**
 * Ports of the platform under test; another run beside this one needs others. Below the range from which systems give
 * outgoing connections their ports: one of those could hold it for a moment.
 */
const port = Number(process.env.E2E_PORT ?? 27_300);
const apiPort = Number(process.env.E2E_API_PORT ?? 27_380);

/** Of the stand-in for GitHub and Google. */
const oauthPort = Number(process.env.E2E_OAUTH_PORT ?? 27_390);

/** Of the stand-in for Stripe. */
const stripePort = Number(process.env.E2E_STRIPE_PORT ?? oauthPort + 5);

/** Where the platform under test keeps its data: tests that act as its operator use the command line on it. */
const home = path.join(tmpdir(), `gridsky-e2e-${port}`);

/** Known to the tests, for they open the mailbox of the platform with the key that it prints. */
const authSecret = 'the secret of a platform that lives as long as its tests';

/**
 * The browser tests run against a whole platform of their own: `npm start` in an empty home, as a stranger would.
 * CHROMIUM_PATH names an installed Chromium; without it Playwright's own is used.
 */
export default defineConfig({
  testDir: 'e2e',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // A file's tests run one after the other; files share one platform, and no test counts on what it has of another's.
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  outputDir: 'test-results',
  globalSetup: './e2e/wait-for-api.ts',
  metadata: { apiUrl: `http://localhost:${apiPort}`, stripeUrl: `http://localhost:${stripePort}`, authSecret, home },
  use: {
    baseURL: `http://localhost:${port}`,
    screenshot: 'only-on-failure',
    // Recording costs half as much again as the tests themselves. TRACE=1 records, to look into one that fails.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    launchOptions: {
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: 'node e2e/start-platform.mjs',
    url: `http://localhost:${port}/api/health`,
    // Other work on the machine may make the build slow.
    timeout: 600_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    stdout: 'pipe',
    env: {
      PORT: String(port),
      API_PORT: String(apiPort),
      AUTH_SECRET: authSecret,
      OAUTH_PORT: String(oauthPort),
      STRIPE_PORT: String(stripePort),
      E2E_HOME: home,
    },
  },
});
