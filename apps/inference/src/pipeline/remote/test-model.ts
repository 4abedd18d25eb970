import type { TestResult } from '@gridsky/api/domain';
import { findWidth } from '../../providers/find-width.ts';
import { providers } from '../../providers/index.ts';
import { RemoteFailure } from '../../providers/remote-failure.ts';
import { remoteFault } from './remote-faults.ts';
import { openSecret, type RemoteDependencies, sendThrough } from './remote-target.ts';
import type { RemoteModel } from './served-model.ts';

const TEST_MS_MAX = 30_000;

/**
 * Calls a tenant's model with two short texts, whatever its width turns out to be. Its breaker is not asked: a test is how its owner sees that a
 * mended endpoint is well again, and it tells the breaker so.
 */
export async function testModel(
  { outbound, endpoints }: RemoteDependencies,
  alias: string,
  remote: RemoteModel,
): Promise<TestResult> {
  const started = performance.now();
  const latencyMs = () => Math.round((performance.now() - started) * 10) / 10;
  try {
    const endpoint = {
      baseUrl: remote.baseUrl,
      secret: await openSecret(remote),
      model: remote.providerModel,
      dimensions: remote.dimensions,
      custom: remote.customWire,
    };
    const { width, norm, tokens, textsMax } = await findWidth(
      { provider: providers[remote.provider], endpoint, send: sendThrough(outbound), now: Date.now },
      [`${remote.prefixes.document}The sky over the harbour.`, `${remote.prefixes.document}Der Himmel über dem Hafen.`],
      AbortSignal.timeout(TEST_MS_MAX),
    );
    endpoints.of(remote.id).breaker.reset();
    return { ok: true, dimensions: width, norm, latencyMs: latencyMs(), tokens, textsMax };
  } catch (error) {
    const failure =
      error instanceof RemoteFailure ? error : new RemoteFailure('unavailable', String(error), null, error);
    return { ok: false, message: remoteFault(failure, alias, remote).message, latencyMs: latencyMs() };
  }
}
