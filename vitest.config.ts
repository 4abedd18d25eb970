import { defineConfig } from 'vitest/config';

const elsewhere = ['**/node_modules/**', '**/dist/**', '**/.next/**', '**/.gridsky/**'];

export default defineConfig({
  test: {
    pool: 'forks',
    // Two at a time on two cores: the integration tests share one PostgreSQL with all of them.
    maxWorkers: process.env.CI ? 2 : undefined,
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
          name: 'integration',
          include: ['{apps,packages,scripts}/**/*.integration.test.{ts,tsx}'],
          exclude: elsewhere,
          globalSetup: ['packages/db/src/testing/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
