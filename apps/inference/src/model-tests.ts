import type { TestResult } from '@gridsky/api/domain';
import { claimPrivateModelTest, recordPrivateModelTest } from '@gridsky/api/services';
import type { Database } from '@gridsky/db';
import type { RemoteModels } from './pipeline/remote/remote-models.ts';
import type { RemoteDependencies } from './pipeline/remote/remote-target.ts';
import { testModel } from './pipeline/remote/test-model.ts';

export type ModelTests = {
  /** Makes a test that was asked for by the dashboard, unless another process has taken it. */
  run(modelId: string): void;
};

export type ModelTestOptions = {
  database: Database;
  remotes: Pick<RemoteModels, 'invalidate' | 'byAlias'>;
  remote: RemoteDependencies;
  now: () => Date;
  report: (error: unknown, what: string) => void;
};

/** Tests of tenants' own models: only this application speaks to providers, the dashboard asks for a test and reads its result. */
export function createModelTests({ database, remotes, remote, now, report }: ModelTestOptions): ModelTests {
  const test = async (id: string): Promise<void> => {
    const claimed = await claimPrivateModelTest(database, id);
    if (!claimed) return;
    // What was kept may be older than what is to be tested.
    remotes.invalidate(claimed.tenantId);
    const found = await remotes.byAlias(claimed.tenantId, claimed.alias);
    if (!found) return;
    const result: TestResult = await testModel(remote, claimed.alias, found.remote);
    await recordPrivateModelTest(database, { id, testedFrom: claimed.updatedAt, now: now(), result });
  };
  return {
    run(modelId) {
      test(modelId).catch((error: unknown) => report(error, 'test of a model'));
    },
  };
}
