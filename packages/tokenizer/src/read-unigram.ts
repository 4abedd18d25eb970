import { z } from 'zod';
import type { FastTokenizer } from './fast-encoder.ts';
import { NotFast } from './not-fast.ts';
import { Trie } from './trie.ts';
import { Unigram } from './unigram.ts';
import { readUnspacedRules } from './unspaced-rules.ts';

const modelSchema = z.strictObject({
  type: z.literal('Unigram'),
  unk_id: z.number().int().min(0),
  // Each entry is read below: a schema would copy a hundred thousand of them.
  vocab: z.custom<unknown[]>(Array.isArray),
  byte_fallback: z.literal(false).optional(),
});

const piecesBetweenPauses = 4096;

export type ModelReading = Omit<FastTokenizer, 'addedTokens' | 'specialIds'> & {
  ids(piece: string): number | undefined;
};

/** Reads a Unigram model and the rules of its text. Pauses now and then. Throws NotFast. */
export function* readUnigram(file: {
  normalizer?: unknown;
  pre_tokenizer?: unknown;
  model: unknown;
}): Generator<void, ModelReading> {
  const rules = readUnspacedRules(file.normalizer, file.pre_tokenizer);
  const model = modelSchema.safeParse(file.model);
  if (!model.success) throw new NotFast(`The Unigram model is not known: ${model.error.issues[0]?.message}`);
  const { vocab, unk_id: unknownId } = model.data;
  const unknown = pieceOf(vocab[unknownId])[0];
  const trie = new Trie(vocab.length);
  const scores = new Float64Array(vocab.length);
  let lowest = Number.POSITIVE_INFINITY;
  for (const [id, entry] of vocab.entries()) {
    const [piece, score] = pieceOf(entry);
    // The official package looks up a run of unknown characters as one piece; no piece may be such a run.
    if (piece !== unknown && piece.includes(unknown)) throw new NotFast(`The piece ${piece} holds ${unknown}.`);
    if (!trie.add(piece, id)) throw new NotFast(`The piece ${JSON.stringify(piece)} is empty or there twice.`);
    scores[id] = score;
    if (score < lowest) lowest = score;
    if (id % piecesBetweenPauses === 0) yield;
  }
  if (trie.hasHalfCharacter()) throw new NotFast('A piece holds half a character.');
  const vocabulary = { trie, scores, unknownId, unknownScore: lowest - 10 };
  return { ...rules, createModel: () => new Unigram(vocabulary), ids: (piece) => trie.find(piece) };
}

function pieceOf(entry: unknown): [string, number] {
  if (!Array.isArray(entry) || entry.length !== 2) throw new NotFast('An entry of the vocabulary is no pair.');
  const [piece, score] = entry as unknown[];
  if (typeof piece !== 'string' || typeof score !== 'number') throw new NotFast('An entry is not piece and score.');
  // The official package rounds numbers of more digits otherwise; a sum could then tip the other way.
  if (score > 0 || Math.round(score * 1e6) / 1e6 !== score) {
    throw new NotFast(`The score ${score} is above 0 or has more than six decimals.`);
  }
  return [piece, score];
}
