import type { TokenCount } from '../../engine/tokenize/tokenizer.ts';
import { RemoteFailure } from '../../providers/remote-failure.ts';
import type { Job } from '../job.ts';
import { remoteFault } from './remote-faults.ts';
import type { ServedModel } from './served-model.ts';
import { countUploaded, type UploadedDependencies } from './uploaded-target.ts';

export type EstimateDependencies = {
  uploaded: UploadedDependencies;
  /** By a bundled model's tokenizer. */
  count: (texts: readonly string[], signal: AbortSignal) => Promise<TokenCount[]>;
};

/**
 * Tokens of texts for a model that runs elsewhere: by its own tokenizer where it was uploaded, by ours where that is a provider's. An uploaded
 * model that is down is counted by ours as well when its fallback serves.
 */
export async function estimateTokens(
  { uploaded, count }: EstimateDependencies,
  { id, remote }: ServedModel,
  { inputs, inputType }: Pick<Job, 'inputs' | 'inputType'>,
  signal: AbortSignal,
): Promise<TokenCount[]> {
  if (remote?.provider !== 'onnx') return count(inputs, signal);
  const started = performance.now();
  try {
    return await countUploaded(uploaded, remote, { texts: inputs, inputType }, signal);
  } catch (error) {
    if (!(error instanceof RemoteFailure)) throw error;
    if (remote.fallback) return count(inputs, signal);
    // The request ends here, so that nothing else tells that it failed.
    if (error.reason !== 'invalid') uploaded.endpoints.of(remote.id).note(performance.now() - started, error.reason);
    throw remoteFault(error, id, remote);
  }
}
