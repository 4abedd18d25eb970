import { attention, CharacterClass, type Characters } from './characters.ts';
import { Ids } from './ids.ts';
import { cachedUnitsMax, type WordCache } from './word-cache.ts';
import type { WordModel } from './word-model.ts';

/** UTF-16 units that are read between two pauses: well under a millisecond's work. */
const unitsAtOnce = 1024;
/** A word that has grown to this is worked on while it is read. */
const longWordUnits = 1024;
const hashSeed = 0x811c9dc5 | 0;
const hashPrime = 0x01000193;
const { gap, dropped, single, rare, number, unspaced, unspacedNumber, word } = CharacterClass;
/** The run of no word at all. */
const none = 0;

/**
 * Reads text unit by unit: maps it, cuts it into words, and appends their ids to `ids`. One scan reads one text at a
 * time; the character table and the cache are shared.
 */
export class TextScan {
  readonly ids = new Ids();
  private readonly characters: Characters;
  private readonly model: WordModel;
  private readonly cache: WordCache;
  private readonly hasMark: boolean;
  /** The word so far is `units[1..end)`; place 0 holds the mark that goes before words of spaced scripts. */
  private units = new Uint16Array(2 * longWordUnits);
  private end = 1;
  private hash = hashSeed;
  private run: number = none;
  private unitsSincePause = 0;

  constructor(characters: Characters, model: WordModel, cache: WordCache, mark: number | null) {
    this.characters = characters;
    this.model = model;
    this.cache = cache;
    this.hasMark = mark !== null;
    this.units[0] = mark ?? 0;
  }

  /** Reads a text of moderate length at once if it is its own normal form; else false, and nothing is read. */
  readPlain(text: string): boolean {
    if (text.length > 2 * unitsAtOnce) return false;
    const before = this.ids.length;
    if (this.scan(text, 0, text.length, attention) >= 0) {
      this.closeWord();
      return true;
    }
    this.reset();
    this.ids.length = before;
    return false;
  }

  /** Reads any text, pausing every thousand units or so. */
  *read(text: string): Generator<void, void> {
    for (let from = 0; from < text.length; ) {
      const isLast = text.length - from <= 2 * unitsAtOnce;
      const to = isLast ? text.length : this.characters.cutAt(text, from, from + unitsAtOnce);
      if (this.characters.isPlain(text, from, to)) yield* this.readNormalized(text, from, to);
      else {
        for (const part of this.characters.normalized(text.slice(from, to))) {
          if (part === '') yield;
          else yield* this.readNormalized(part, 0, part.length);
        }
      }
      from = to;
    }
    this.closeWord();
  }

  /** Forgets a text that was not read to its end. */
  reset(): void {
    this.end = 1;
    this.hash = hashSeed;
    this.run = none;
    this.model.reset();
  }

  private *readNormalized(text: string, from: number, to: number): Generator<void, void> {
    for (let at = from; at < to; ) {
      const end = this.scan(text, at, Math.min(to, at + unitsAtOnce), 0);
      this.unitsSincePause += end - at;
      at = end;
      if (this.unitsSincePause < unitsAtOnce) continue;
      this.unitsSincePause = 0;
      if (this.end > longWordUnits) this.model.advance(this.units, this.wordStart(), this.end);
      yield;
    }
  }

  /** Reads `text[from..to)`; the place reached, or -1 at a character whose facts have the bit `stop`. */
  private scan(text: string, from: number, to: number, stop: number): number {
    this.reserve(to - from);
    const { characters, units } = this;
    const { facts } = characters;
    let { end, hash, run } = this;
    let at = from;
    while (at < to) {
      const unit = text.charCodeAt(at++);
      const fact = (facts[unit] as number) || characters.meet(unit);
      if ((fact & stop) !== 0) return -1;
      let kind = fact & 15;
      if (kind === unspacedNumber) kind = run === number ? number : unspaced;
      if (kind !== run) {
        if (kind === dropped) continue;
        if (kind === rare) {
          this.end = end;
          this.hash = hash;
          this.run = run;
          const codePoint = text.codePointAt(at - 1) ?? unit;
          if (!this.addRare((codePoint & 0xfffff800) === 0xd800 ? 0xfffd : codePoint, stop)) return -1;
          if (codePoint > 0xffff) at++;
          ({ end, hash, run } = this);
          continue;
        }
        if (end > 1) {
          this.emit(end, run, hash);
          end = 1;
          hash = hashSeed;
        }
        run = none;
        if (kind === gap) continue;
        if (kind !== single) run = kind;
      }
      const mapped = fact >>> 16;
      units[end++] = mapped;
      hash = Math.imul(hash ^ mapped, hashPrime);
    }
    this.end = end;
    this.hash = hash;
    this.run = run;
    return at;
  }

  private addRare(codePoint: number, stop: number): boolean {
    const character = this.characters.rare(codePoint);
    if (stop !== 0 && !character.isPlain) return false;
    for (const part of character.parts) {
      const kind = part.class === unspacedNumber ? (this.run === number ? number : unspaced) : part.class;
      if (kind !== this.run) {
        this.closeWord();
        if (kind === gap) continue;
        if (kind !== single) this.run = kind;
      }
      for (let at = 0; at < part.units.length; at++) {
        const mapped = part.units.charCodeAt(at);
        this.units[this.end++] = mapped;
        this.hash = Math.imul(this.hash ^ mapped, hashPrime);
      }
    }
    return true;
  }

  private closeWord(): void {
    if (this.end > 1) this.emit(this.end, this.run, this.hash);
    this.end = 1;
    this.hash = hashSeed;
    this.run = none;
  }

  private emit(end: number, run: number, hash: number): void {
    const { units, cache, ids, model } = this;
    const start = run === word && this.hasMark ? 0 : 1;
    if (end - 1 > cachedUnitsMax) {
      model.finish(units, start, end, ids);
    } else if (!cache.find(units, 1, end, hash, ids)) {
      const first = ids.length;
      model.finish(units, start, end, ids);
      cache.add(units, 1, end, hash, ids, first);
    }
  }

  private wordStart(): number {
    return this.run === word && this.hasMark ? 0 : 1;
  }

  /** Room for so many characters more; lower case can make three units of one. */
  private reserve(characters: number): void {
    const needed = this.end + 3 * characters;
    if (needed <= this.units.length) return;
    const grown = new Uint16Array(2 * needed);
    grown.set(this.units.subarray(0, this.end));
    this.units = grown;
  }
}
