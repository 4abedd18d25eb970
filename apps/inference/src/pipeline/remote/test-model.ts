import { Fault, type TestResult } from '@gridsky/api/domain';
import { findWidth } from '../../providers/find-width.ts';
import { providers } from '../../providers/index.ts';
import { RemoteFailure } from '../../providers/remote-failure.ts';
import { remoteFault } from './remote-faults.ts';
import { openSecret, type RemoteDependencies, sendThrough } from './remote-target.ts';
import type { RemoteModel, UploadedModel } from './served-model.ts';
import { openUploaded, runningModel, uploadedFailure } from './uploaded-target.ts';

/** Whoever asked waits for it in front of a page. */
const TEST_MS_MAX = 30_000;
/** A large graph takes a while to open, and may have to wait for a place first. */
const UPLOADED_MS_MAX = 90_000;

const TEXTS = ['The sky over the harbour.', 'Der Himmel über dem Hafen.'];

/**
 * Calls a tenant's model with two short texts, whatever its width turns out to be. Its breaker is not asked: a test is how its owner sees that a
 * mended endpoint is well again, and it tells the breaker so.
 */
export async function testModel(
  dependencies: RemoteDependencies,
  alias: string,
  remote: RemoteModel,
): Promise<TestResult> {
  const { outbound, endpoints, deadlineMs } = dependencies;
  const started = performance.now();
  const latencyMs = () => Math.round((performance.now() - started) * 10) / 10;
  try {
    if (remote.provider === 'onnx') {
      const found = await testUploaded(dependencies, remote);
      endpoints.of(remote.id).breaker.reset();
      return { ok: true, ...found, latencyMs: latencyMs() };
    }
    const endpoint = {
      baseUrl: remote.baseUrl,
      secret: await openSecret(remote),
      model: remote.providerModel,
      dimensions: remote.dimensions,
      custom: remote.customWire,
    };
    const { width, norm, tokens, textsMax } = await findWidth(
      { provider: providers[remote.provider], endpoint, send: sendThrough(outbound), now: Date.now },
      TEXTS.map((text) => remote.prefixes.document + text),
      AbortSignal.timeout(Math.min(TEST_MS_MAX, deadlineMs)),
    );
    endpoints.of(remote.id).breaker.reset();
    return { ok: true, dimensions: width, norm, latencyMs: latencyMs(), tokens, textsMax };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, message: error.message, latencyMs: latencyMs() };
    const failure =
      error instanceof RemoteFailure ? error : new RemoteFailure('unavailable', String(error), null, error);
    return { ok: false, message: remoteFault(failure, alias, remote).message, latencyMs: latencyMs() };
  }
}

/** Opens an uploaded model and has it compute two texts at its full width. Rejects with RemoteFailure. */
async function testUploaded(
  dependencies: RemoteDependencies,
  model: UploadedModel,
): Promise<{ dimensions: number; norm: number; tokens: number; inputTokensMax: number }> {
  const signal = AbortSignal.timeout(UPLOADED_MS_MAX);
  const { dims, maxTokens } = await openUploaded(dependencies, model, signal);
  try {
    const { vectors, tokens } = await dependencies.isolated.embed(
      runningModel(model, dependencies.folderOf),
      TEXTS,
      { inputType: 'document', prefix: model.prefixes.document || null, width: dims },
      signal,
    );
    const norm = Math.hypot(...vectors.subarray(0, dims));
    if (!Number.isFinite(norm) || norm === 0) throw new RemoteFailure('unusable', 'The first vector has no length.');
    return { dimensions: dims, norm, tokens: tokens.reduce((sum, count) => sum + count, 0), inputTokensMax: maxTokens };
  } catch (error) {
    throw uploadedFailure(error);
  }
}
