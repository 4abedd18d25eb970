import { z } from 'zod';
import { readBertRules } from './bert-rules.ts';
import { NotFast } from './not-fast.ts';
import type { ModelReading } from './read-unigram.ts';
import { Trie } from './trie.ts';
import { WordPiece } from './word-piece.ts';

const prefix = '##';
const modelSchema = z.strictObject({
  type: z.literal('WordPiece'),
  unk_token: z.string(),
  continuing_subword_prefix: z.literal(prefix),
  max_input_chars_per_word: z.number().int().min(1),
  vocab: z.custom<Record<string, unknown>>((value) => typeof value === 'object' && value !== null),
});

const piecesBetweenPauses = 4096;

/** Reads a WordPiece model and the rules of its text. Pauses now and then. Throws NotFast. */
export function* readWordPiece(file: {
  normalizer?: unknown;
  pre_tokenizer?: unknown;
  model: unknown;
}): Generator<void, ModelReading> {
  const rules = readBertRules(file.normalizer, file.pre_tokenizer);
  const model = modelSchema.safeParse(file.model);
  if (!model.success) throw new NotFast(`The WordPiece model is not known: ${model.error.issues[0]?.message}`);
  const { vocab, unk_token: unknown, max_input_chars_per_word: charactersMax } = model.data;
  const pieces = Object.entries(vocab);
  const first = new Trie(pieces.length);
  const next = new Trie(pieces.length);
  let count = 0;
  for (const [piece, id] of pieces) {
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 0) throw new NotFast(`The id of ${piece} is no id.`);
    // "##" itself is found in no text: its characters are punctuation, which stands alone.
    if (!piece.startsWith(prefix)) first.add(piece, id);
    else if (piece !== prefix) next.add(piece, id, prefix.length);
    if (++count % piecesBetweenPauses === 0) yield;
  }
  const unknownId = first.find(unknown);
  if (unknownId === undefined) throw new NotFast(`The unknown token ${unknown} is not in the vocabulary.`);
  if (first.hasHalfCharacter() || next.hasHalfCharacter()) throw new NotFast('A piece holds half a character.');
  const vocabulary = { first, next, unknownId, charactersMax };
  return { rules, mark: null, createModel: () => new WordPiece(vocabulary), ids: (piece) => first.find(piece) };
}
