import type { Ids } from './ids.ts';
import { Trie } from './trie.ts';
import type { WordModel } from './word-model.ts';

export interface UnigramVocabulary {
  /** Piece to id. */
  trie: Trie;
  /** By id. */
  scores: Float64Array;
  unknownId: number;
  /** Of one character that is no piece: the lowest score less 10, as the official package has it. */
  unknownScore: number;
}

/** More than this is given back after a word: only hostile text has such words. */
const keptUnitsMax = 65_536;

/**
 * The most probable cut of a word into pieces (Viterbi), with ties, sums and runs of unknown characters (one id
 * together) exactly as in the official package. Time and memory are linear in the word, since pieces are bounded.
 */
export class Unigram implements WordModel {
  private readonly vocabulary: UnigramVocabulary;
  /** Of the best cut that ends at each place: its score, and the place and id of its last piece. */
  private scores = new Float64Array(64).fill(Number.NEGATIVE_INFINITY);
  private starts = new Int32Array(64);
  private ids = new Int32Array(64);
  private done = 0;

  constructor(vocabulary: UnigramVocabulary) {
    this.vocabulary = vocabulary;
  }

  advance(units: Uint16Array, from: number, to: number): void {
    // Pieces of the last places could still become longer.
    this.work(units, from, to, to - from - this.vocabulary.trie.longest);
  }

  finish(units: Uint16Array, from: number, to: number, out: Ids): void {
    const length = to - from;
    this.work(units, from, to, length);
    const first = out.length;
    const { unknownId } = this.vocabulary;
    let previous = -1;
    for (let end = length; end > 0; end = this.starts[end] as number) {
      const id = this.ids[end] as number;
      if (id !== unknownId || previous !== unknownId) out.push(id);
      previous = id;
    }
    out.values.subarray(first, out.length).reverse();
    this.reset(length);
  }

  reset(length = this.scores.length - 1): void {
    this.done = 0;
    if (this.scores.length > keptUnitsMax) this.allocate(64);
    else this.scores.fill(Number.NEGATIVE_INFINITY, 0, length + 1);
  }

  private work(units: Uint16Array, from: number, to: number, end: number): void {
    if (to - from >= this.scores.length) this.allocate(2 * (to - from));
    const { trie, scores: pieceScores, unknownId, unknownScore } = this.vocabulary;
    const { scores, starts, ids } = this;
    scores[0] = 0;
    for (; this.done < end; this.done++) {
      const start = this.done;
      const score = scores[start] as number;
      // Nothing ends between the two units of one character.
      if (score === Number.NEGATIVE_INFINITY) continue;
      const characterEnd = start + (((units[from + start] as number) & 0xfc00) === 0xd800 ? 2 : 1);
      let isKnown = false;
      let node = Trie.root;
      for (let at = start; at < to - from; ) {
        const slot = trie.step(node, units[from + at] as number);
        if (slot < 0) break;
        at++;
        node = trie.child(slot);
        const id = trie.value(slot);
        if (id < 0) continue;
        if (at === characterEnd) isKnown = true;
        const sum = (pieceScores[id] as number) + score;
        if (sum > (scores[at] as number)) {
          scores[at] = sum;
          starts[at] = start;
          ids[at] = id;
        }
      }
      if (!isKnown && unknownScore + score > (scores[characterEnd] as number)) {
        scores[characterEnd] = unknownScore + score;
        starts[characterEnd] = start;
        ids[characterEnd] = unknownId;
      }
    }
  }

  private allocate(size: number): void {
    const grown = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
    const starts = new Int32Array(size);
    const ids = new Int32Array(size);
    if (size > this.scores.length) {
      grown.set(this.scores);
      starts.set(this.starts);
      ids.set(this.ids);
    }
    this.scores = grown;
    this.starts = starts;
    this.ids = ids;
  }
}
