import type { TestProject } from 'vitest/node';
import { startTestCluster, type TestCluster } from './cluster.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    testCluster: TestCluster;
  }
}

/** Vitest's global set-up of the integration tests: one PostgreSQL for all of them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { cluster, stop, stopNow } = await startTestCluster();
  project.provide('testCluster', cluster);
  // Vitest tears down at the end of a run, not when it is ended by a signal.
  process.once('exit', stopNow);
  return async () => {
    process.off('exit', stopNow);
    await stop();
  };
}
