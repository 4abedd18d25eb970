import type { Ids } from './ids.ts';
import { Trie } from './trie.ts';
import type { WordModel } from './word-model.ts';

export interface WordPieceVocabulary {
  /** Pieces that begin a word. */
  first: Trie;
  /** Pieces that go on with one, without their "##". */
  next: Trie;
  unknownId: number;
  /** A longer word is unknown as a whole. */
  charactersMax: number;
}

/** Longest piece first, from the left; a word with a place where no piece fits is unknown as a whole. */
export class WordPiece implements WordModel {
  private readonly vocabulary: WordPieceVocabulary;

  constructor(vocabulary: WordPieceVocabulary) {
    this.vocabulary = vocabulary;
  }

  advance(): void {}

  reset(): void {}

  finish(units: Uint16Array, from: number, to: number, out: Ids): void {
    const { first, next, unknownId } = this.vocabulary;
    const before = out.length;
    let isKnown = !this.isTooLong(units, from, to);
    for (let start = from; isKnown && start < to; ) {
      const trie = start === from ? first : next;
      let node = Trie.root;
      let end = -1;
      let id = -1;
      for (let at = start; at < to; at++) {
        const slot = trie.step(node, units[at] as number);
        if (slot < 0) break;
        node = trie.child(slot);
        const value = trie.value(slot);
        if (value < 0) continue;
        id = value;
        end = at + 1;
      }
      isKnown = end > 0;
      if (isKnown) out.push(id);
      start = end;
    }
    if (isKnown) return;
    out.length = before;
    out.push(unknownId);
  }

  private isTooLong(units: Uint16Array, from: number, to: number): boolean {
    const { charactersMax } = this.vocabulary;
    if (to - from <= charactersMax) return false;
    if (to - from > 2 * charactersMax) return true;
    let characters = 0;
    for (let at = from; at < to; at++) if (((units[at] as number) & 0xfc00) !== 0xdc00) characters++;
    return characters > charactersMax;
  }
}
