import type { Ids } from './ids.ts';

/** How a model cuts one word into pieces. One instance works on one word at a time. */
export interface WordModel {
  /** Told by the scan of long text: `units[from..to)` begins a word that goes on, so that work can start. */
  advance(units: Uint16Array, from: number, to: number): void;
  /** Appends the ids of the complete word `units[from..to)`. */
  finish(units: Uint16Array, from: number, to: number, out: Ids): void;
  /** Forgets the word begun by `advance`. */
  reset(): void;
}
