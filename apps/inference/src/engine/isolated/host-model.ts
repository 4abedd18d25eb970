import { checkGraphFile } from '../graph/check-graph.ts';
import { loadModelFolder } from '../models/load-model-folder.ts';
import { ModelFault } from '../models/model-fault.ts';
import type { ModelSpec } from '../models/model-spec.ts';
import { type OpenModel, openModel } from '../session.ts';
import { boundedTokenizer } from '../tokenize/bounded-tokenizer.ts';
import { openEncoder } from '../tokenize/open-encoder.ts';
import type { Tokenizer } from '../tokenize/tokenizer.ts';
import { ModelRefused } from './model-refused.ts';
import { planBatches } from './plan-batches.ts';
import type { ModelFacts, TextOptions } from './protocol.ts';

/** An uploaded model, opened in this process. */
export type HostedModel = {
  facts: ModelFacts;
  /** As the payload of `counted`. */
  count(texts: readonly string[], options: TextOptions): Promise<Uint8Array>;
  /** As the payload of `embedded`. Rejects with InputTooLong, or ModelRefused for numbers that are no vectors. */
  embed(texts: readonly string[], options: TextOptions, width: number): Promise<Uint8Array>;
};

/** Opens the model of a folder and tries it. Rejects with ModelRefused, whose message names files without their folder. */
export async function hostModel(folder: string, threads: number): Promise<HostedModel> {
  try {
    const spec = await loadModelFolder(folder, { id: 'model' });
    checkGraphFile(spec.graph, spec.output);
    const unprefixed = { ...spec, prefixes: { query: '', document: '' } };
    const tokenizer = boundedTokenizer(unprefixed, await openEncoder(spec.tokenizer));
    return hosted(spec, tokenizer, await openModel(spec, threads));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const told = message.replaceAll(`${folder}/`, '').replaceAll(folder, 'The upload');
    throw error instanceof ModelFault || error instanceof ModelRefused ? new ModelRefused(told) : notOpened(told);
  }
}

/** What our own trial of a graph says of it, as against what the runtime says. */
const OURS = /^model\.onnx (gives|wants|has)|^\S+ has shape|^The graph return/;

/** The runtime's own words begin with places in its source, which tell nobody anything. */
function notOpened(message: string): ModelRefused {
  if (OURS.test(message)) return new ModelRefused(message);
  const said = message.replace(/^\S*onnxruntime_src\S*:\d+ .*?\)(?= [A-Z'])/s, '').trim();
  return new ModelRefused(`ONNX Runtime can't run the graph: ${said}`);
}

function hosted(spec: ModelSpec, tokenizer: Tokenizer, model: OpenModel): HostedModel {
  const prefixed = (texts: readonly string[], { inputType, prefix }: TextOptions) => {
    const before = prefix ?? spec.prefixes[inputType];
    return before === '' ? texts : texts.map((text) => before + text);
  };
  const batchTokens = spec.batchable ? model.report.batchTokens : 0;
  return {
    facts: { dims: spec.dims, maxTokens: spec.maxTokens },
    async count(texts, options) {
      const counts = await tokenizer.count(prefixed(texts, options));
      return bytesOf(Int32Array.from(counts.flatMap(({ tokens, exact }) => [tokens, exact ? 1 : 0])));
    },
    async embed(texts, options, width) {
      const ids = await tokenizer.encode(prefixed(texts, options));
      const rows = new Float32Array(texts.length * width);
      for (const batch of planBatches(
        ids.map(({ length }) => length),
        batchTokens,
      )) {
        const { vectors, unusable } = await model.run(packed(spec.id, batch, ids, width));
        if (unusable.length > 0) {
          throw new ModelRefused('A vector came out with numbers that are not finite, or of no length.', true);
        }
        for (const [at, index] of batch.entries()) {
          rows.set(vectors.subarray(at * width, (at + 1) * width), index * width);
        }
      }
      return Buffer.concat([bytesOf(Int32Array.from(ids, ({ length }) => length)), bytesOf(rows)]);
    },
  };
}

function packed(model: string, batch: readonly number[], ids: readonly Int32Array[], width: number) {
  const chosen = batch.map((index) => ids[index] ?? new Int32Array(0));
  const lengths = Int32Array.from(chosen, ({ length }) => length);
  const joined = new Int32Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const tokens of chosen) {
    joined.set(tokens, at);
    at += tokens.length;
  }
  return { model, ids: joined, lengths, widths: new Int32Array(batch.length).fill(width) };
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array | Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
