import { readJsonObject } from './json-file.ts';
import { ModelFault } from './model-fault.ts';

export interface TokenizerFacts {
  dropTokenIds: number[];
  emptyInputTokenId: number | undefined;
}

/**
 * Which token ids never reach the graph. Models without a context (bags of pieces) drop the unknown token, since it
 * says nothing about the text: Model2Vec does (its `model_type` is "model2vec" or its architecture "StaticModel"),
 * and so does every config with `drop_unk: true`. Also proves that tokenizer.json is one. Throws ModelFault.
 */
export async function readTokenizerFacts(path: string, config: Record<string, unknown>): Promise<TokenizerFacts> {
  const tokenizer = await readJsonObject(path);
  const model = tokenizer?.model;
  if (typeof model !== 'object' || model === null || !('vocab' in model)) {
    throw new ModelFault(`${path} holds no tokenizer: "model" with a "vocab" is missing.`);
  }
  const unknown = unknownId(model as Record<string, unknown>);
  const empty = config.empty_input_token_id;
  return {
    dropTokenIds: dropsUnknown(config) && unknown !== undefined ? [unknown] : [],
    emptyInputTokenId: typeof empty === 'number' ? empty : undefined,
  };
}

function dropsUnknown(config: Record<string, unknown>): boolean {
  if (typeof config.drop_unk === 'boolean') return config.drop_unk;
  const architectures = Array.isArray(config.architectures) ? config.architectures : [];
  return config.model_type === 'model2vec' || architectures.includes('StaticModel');
}

/** Unigram names its unknown token by id; WordPiece, WordLevel and BPE by its text. */
function unknownId(model: Record<string, unknown>): number | undefined {
  if (typeof model.unk_id === 'number') return model.unk_id;
  if (typeof model.unk_token !== 'string' || typeof model.vocab !== 'object' || model.vocab === null) return undefined;
  const id = (model.vocab as Record<string, unknown>)[model.unk_token];
  return typeof id === 'number' ? id : undefined;
}
