import type { TestProject } from 'vitest/node';
import { startTestCluster, type TestCluster } from './cluster.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    testCluster: TestCluster;
  }
}

// Vitest loads this file for each project of integration tests; what they share can only hang on the process.
const everywhere = globalThis as { gridskyTestCluster?: { started: ReturnType<typeof start>; users: number } };

/** Vitest's global set-up of the integration tests: one PostgreSQL for all of them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  everywhere.gridskyTestCluster ??= { started: start(), users: 0 };
  const shared = everywhere.gridskyTestCluster;
  shared.users += 1;
  const { cluster, stop, stopNow } = await shared.started;
  project.provide('testCluster', cluster);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    delete everywhere.gridskyTestCluster;
    process.off('exit', stopNow);
    await stop();
  };
}

async function start() {
  const started = await startTestCluster();
  // Vitest tears down at the end of a run, not when it is ended by a signal.
  process.once('exit', started.stopNow);
  return started;
}
