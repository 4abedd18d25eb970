import { Fault, missingModelFiles } from '@gridsky/api/domain';
import { IsolatedFailure } from '../../engine/isolated/isolated-failure.ts';
import type { IsolatedModels } from '../../engine/isolated/isolated-models.ts';
import type { IsolatedModel } from '../../engine/isolated/process-pool.ts';
import type { ModelFacts } from '../../engine/isolated/protocol.ts';
import type { TokenCount } from '../../engine/tokenize/tokenizer.ts';
import type { RemoteResult } from '../../providers/embed-remotely.ts';
import { packVectors } from '../../providers/pack-vectors.ts';
import { AnswerUnusable } from '../../providers/provider.ts';
import { RemoteFailure } from '../../providers/remote-failure.ts';
import { isTimeout, stopWith } from '../../providers/stop-with.ts';
import type { Endpoints } from './endpoint-health.ts';
import type { UploadedModel } from './served-model.ts';

export type UploadedDependencies = {
  isolated: Pick<IsolatedModels, 'facts' | 'count' | 'embed'>;
  endpoints: Endpoints;
  /** Where the files of a version are. */
  folderOf(tenantId: string, modelId: string, version: number): string;
  /** For a request as a whole, its fallback included. */
  deadlineMs: number;
};

export type UploadedWork = {
  texts: readonly string[];
  inputType: 'query' | 'document' | null;
  dimensions: number;
};

/** One request to an uploaded model. Rejects with RemoteFailure, InputTooLong or the signal's reason. */
export async function embedUploaded(
  { isolated, endpoints, folderOf, deadlineMs }: UploadedDependencies,
  model: UploadedModel,
  { texts, inputType, dimensions }: UploadedWork,
  signal: AbortSignal,
): Promise<RemoteResult> {
  const { breaker } = endpoints.of(model.id);
  if (!breaker.admit()) throw resting(breaker.state().retryAfterMs);
  const options = { ...textOptions(model, inputType), width: dimensions };
  try {
    const { vectors, tokens } = await withinTime(signal, deadlineMs, async (stop) => {
      const result = await isolated.embed(runningModel(model, folderOf), texts, options, stop);
      return { ...result, vectors: checked(result.vectors, texts.length, dimensions) };
    });
    breaker.succeed();
    return { vectors, tokens: tokens.reduce((sum, count) => sum + count, 0), calls: 1 };
  } catch (error) {
    if (isEndpointsFault(error)) breaker.fail();
    else breaker.skip();
    throw error;
  }
}

/** Tokens of texts as the model's own tokenizer counts them. Rejects as `embedUploaded`. */
export async function countUploaded(
  { isolated, endpoints, folderOf, deadlineMs }: UploadedDependencies,
  model: UploadedModel,
  { texts, inputType }: Omit<UploadedWork, 'dimensions'>,
  signal: AbortSignal,
): Promise<TokenCount[]> {
  const { breaker } = endpoints.of(model.id);
  const { phase, retryAfterMs } = breaker.state();
  if (phase === 'open') throw resting(retryAfterMs);
  try {
    return await withinTime(signal, deadlineMs, async (stop) =>
      isolated.count(runningModel(model, folderOf), texts, textOptions(model, inputType), stop),
    );
  } catch (error) {
    // What can't be counted can't be computed either.
    if (isEndpointsFault(error)) breaker.fail();
    throw error;
  }
}

/** A step of an uploaded model that may take so long. Rejects with RemoteFailure where the model is to blame. */
async function withinTime<Result>(
  signal: AbortSignal,
  deadlineMs: number,
  step: (stop: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const { signal: stop, leave } = stopWith(signal, deadlineMs);
  try {
    return await step(stop);
  } catch (error) {
    const isLate = isTimeout(stop.reason) && !signal.aborted;
    throw uploadedFailure(isLate ? new RemoteFailure('timeout', 'Its time is over.') : error);
  } finally {
    leave();
  }
}

function isEndpointsFault(error: unknown): boolean {
  return error instanceof RemoteFailure && error.reason !== 'rate_limited';
}

/** Opens the model and tells what it is, for its test. Rejects with RemoteFailure. */
export async function openUploaded(
  { isolated, folderOf }: UploadedDependencies,
  model: UploadedModel,
  signal: AbortSignal,
): Promise<ModelFacts> {
  try {
    return await isolated.facts(runningModel(model, folderOf), signal);
  } catch (error) {
    throw uploadedFailure(error);
  }
}

/** A version's files never change, so that version and id name what runs. */
export function runningModel(
  { tenantId, id, upload }: UploadedModel,
  folderOf: UploadedDependencies['folderOf'],
): IsolatedModel {
  const missing = missingModelFiles(upload);
  if (upload === null || missing.length > 0) {
    const told = `The model {model} is not whole: upload ${missing.join(' and ')} first.`;
    throw new RemoteFailure('unusable', 'Files are missing.', null, undefined, told);
  }
  return { key: `${id}/${upload.version}`, folder: folderOf(tenantId, id, upload.version) };
}

function textOptions({ inputType: usual, prefixes }: UploadedModel, asked: 'query' | 'document' | null) {
  const inputType = asked ?? usual;
  return { inputType, prefix: prefixes[inputType] === '' ? null : prefixes[inputType] };
}

/** It comes from outside: what is not finite, or has no direction, goes no further. */
function checked(vectors: Float32Array<ArrayBuffer>, count: number, width: number): Float32Array<ArrayBuffer> {
  const rows = Array.from({ length: count }, (_, row) => vectors.subarray(row * width, (row + 1) * width));
  packVectors({ vectors: rows, tokens: null }, count, { rows: vectors, firstRow: 0, width });
  return vectors;
}

function resting(retryAfterMs: number): RemoteFailure {
  return new RemoteFailure('breaker_open', 'It has failed too often lately.', retryAfterMs);
}

/** What went wrong in the words of providers; what is no failure of the model stays what it is. */
export function uploadedFailure(error: unknown): unknown {
  if (error instanceof AnswerUnusable) return new RemoteFailure('unusable', error.message);
  if (!(error instanceof IsolatedFailure)) return error;
  const { reason, message, retryAfterMs } = error;
  const as = (remote: RemoteFailure['reason'], told: string | null = null) =>
    new RemoteFailure(remote, `${reason}: ${message}`, retryAfterMs, error, told);
  switch (reason) {
    case 'refused':
      return as('unusable', `The model {model} can't be served. ${message}`);
    case 'memory':
      return as(
        'unavailable',
        'The model {model} needs more memory than a model may have here, so its process was stopped. Send fewer or shorter texts, upload a smaller or quantised graph, or ask the operator for more.',
      );
    case 'time':
      return as(
        'timeout',
        'The model {model} took too long over one step, so its process was stopped. Send shorter texts, or upload a smaller graph.',
      );
    case 'busy':
      return as('rate_limited');
    case 'error':
      return as('unusable', `The model {model} failed while it computed. ${withoutPlaces(message)}`);
    case 'unusable':
      return as('unusable');
    case 'stopped':
      return new Fault('draining', 'This model is being stopped. Try again at once.', { retryAfterMs: 1_000 });
    case 'crashed':
      return as('unavailable');
  }
}

/** The runtime's words without places in its source, and not endlessly many of them. */
function withoutPlaces(message: string): string {
  return message.replace(/\S*onnxruntime\S*:\d+ \S+ ?/g, '').slice(0, 500);
}
