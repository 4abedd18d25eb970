import { defineConfig } from 'vitest/config';

const elsewhere = ['**/node_modules/**', '**/dist/**', '**/.next/**', '**/.gridsky/**'];

/** Integration tests that call the services, or a server of their own: many files share a process. */
const withoutOwnProcess = [
  '{packages/api,scripts/gridsky}/**/*.integration.test.ts',
  'apps/inference/{test,src/pipeline,src/providers}/**/*.integration.test.ts',
];

const integration = {
  globalSetup: ['packages/db/src/testing/global-setup.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    pool: 'forks',
    // One more than the cores that are promised: many of the integration tests wait for deadlines, and nobody computes meanwhile.
    maxWorkers: process.env.CI ? 3 : undefined,
    // Of the tests of a file that wait for others' deadlines.
    maxConcurrency: 8,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{apps,packages,scripts}/**/*.test.{ts,tsx}'],
          exclude: [...elsewhere, '**/*.integration.test.{ts,tsx}'],
          testTimeout: 10_000,
        },
      },
      {
        test: {
          ...integration,
          name: 'integration',
          include: ['{apps,packages,scripts}/**/*.integration.test.{ts,tsx}'],
          exclude: [...elsewhere, ...withoutOwnProcess],
        },
      },
      {
        test: {
          ...integration,
          name: 'integration-services',
          include: withoutOwnProcess,
          // Loading the services and the database client anew for each file took longer than most of its tests. So these
          // files leave no global and no module's state changed.
          isolate: false,
        },
      },
    ],
  },
});
