import type { TokenEncoder } from '@gridsky/tokenizer';
import { ModelNotServed } from './fault.ts';
import type { ModelSpec } from './models/model-spec.ts';
import { boundedTokenizer } from './tokenize/bounded-tokenizer.ts';
import { openEncoder } from './tokenize/open-encoder.ts';
import type { Tokenizer } from './tokenize/tokenizer.ts';

/** The models that the engine serves, with their tokenizers. Models with one tokenizer.json share it in memory. */
export interface ModelShelf {
  add(spec: ModelSpec): void;
  remove(id: string): void;
  has(id: string): boolean;
  /** Throws ModelNotServed. */
  spec(id: string): ModelSpec;
  /** Throws ModelNotServed. The file is read at the first use; a broken one rejects that use with ModelFault. */
  tokenizer(id: string): Tokenizer;
  specs(): Iterable<ModelSpec>;
  /** Resolves when every tokenizer is read; rejects with ModelFault. */
  ready(): Promise<void>;
}

export function createModelShelf(): ModelShelf {
  const models = new Map<string, { spec: ModelSpec; tokenizer: Tokenizer; encoder: Promise<TokenEncoder> }>();

  function found(id: string) {
    const model = models.get(id);
    if (!model) throw new ModelNotServed(id);
    return model;
  }

  return {
    add(spec) {
      const sharing = [...models.values()].find((other) => other.spec.tokenizer === spec.tokenizer);
      const encoder = sharing?.encoder ?? openEncoder(spec.tokenizer);
      encoder.catch(() => {});
      models.set(spec.id, { spec, encoder, tokenizer: whenRead(spec, encoder) });
    },
    remove: (id) => void models.delete(id),
    has: (id) => models.has(id),
    spec: (id) => found(id).spec,
    tokenizer: (id) => found(id).tokenizer,
    specs: () => [...models.values()].map((model) => model.spec),
    async ready() {
      await Promise.all([...models.values()].map((model) => model.encoder));
    },
  };
}

function whenRead(spec: ModelSpec, encoder: Promise<TokenEncoder>): Tokenizer {
  const read = encoder.then((opened) => boundedTokenizer(spec, opened));
  read.catch(() => {});
  return {
    tokensMax: spec.maxTokens,
    encode: async (texts, options) => (await read).encode(texts, options),
    count: async (texts, options) => (await read).count(texts, options),
  };
}
