import { type NormalForm, normalForm, startsAnew } from './normal-form.ts';

/** What a character does to the word before it. Runs of one of the last three are a word. */
export const CharacterClass = {
  /** Ends a word and is none itself. */
  gap: 1,
  /** Is not there. */
  dropped: 2,
  /** Is a word alone. */
  single: 3,
  /** More than one UTF-16 unit before or after mapping: looked up in `rare`. */
  rare: 4,
  word: 5,
  /** Of a script without spaces. */
  unspaced: 6,
  number: 7,
  /** A number after a number, else as `unspaced`. */
  unspacedNumber: 8,
} as const;

/** How a tokenizer sees characters, each by itself. */
export interface CharacterRules {
  /** Characters taken away before all else. */
  cleaned: RegExp | null;
  /** Then the text takes this form. */
  form: NormalForm | null;
  /** Then each character becomes this; mostly one character. */
  map(character: string): string;
  /** What both together make of a character, whatever stands beside it; null if that depends on its neighbours. */
  mapAlone(character: string): string | null;
  /** The class of a mapped character; never `dropped` or `rare`. */
  classOf(character: string): number;
}

/** A character that the table of units has no room for. */
export interface RareCharacter {
  /** False when text with it must be normalised first. */
  isPlain: boolean;
  parts: { class: number; units: string }[];
}

/** Bounds the memory that a text of ever new characters takes. */
const rareCharactersMax = 16_384;

/** Set in a unit's facts when text with it must be normalised first. */
export const attention = 16;
const cuttable = 32;

/** A tokenizer's rules as a flat table over UTF-16 units, filled as units are met. */
export class Characters {
  readonly rules: CharacterRules;
  /** Bits 0–3: class; 4: attention; 5: text may be cut before it; 16–31: the unit that it is mapped to. 0: not met. */
  readonly facts = new Int32Array(65_536);
  private readonly rareCharacters = new Map<number, RareCharacter>();

  constructor(rules: CharacterRules) {
    this.rules = rules;
  }

  meet(unit: number): number {
    const facts = this.describe(unit);
    this.facts[unit] = facts;
    return facts;
  }

  rare(codePoint: number): RareCharacter {
    const known = this.rareCharacters.get(codePoint);
    if (known) return known;
    const { rules } = this;
    const character = String.fromCodePoint(codePoint);
    const alone = this.mapAlone(character);
    const parts = [...(alone ?? rules.map(character))].map((part) => ({ class: rules.classOf(part), units: part }));
    const described = { isPlain: alone !== null, parts };
    if (this.rareCharacters.size === rareCharactersMax) this.rareCharacters.clear();
    this.rareCharacters.set(codePoint, described);
    return described;
  }

  /** Whether `text[from..to)` is its own normal form. */
  isPlain(text: string, from: number, to: number): boolean {
    for (let at = from; at < to; at++) {
      const unit = text.charCodeAt(at);
      const facts = (this.facts[unit] as number) || this.meet(unit);
      if ((facts & attention) !== 0) return false;
      if ((unit & 0xfc00) === 0xd800 && !this.rare(text.codePointAt(at) ?? unit).isPlain) return false;
    }
    return true;
  }

  /** The cleaned text's normal form, in parts. */
  normalized(text: string): Iterable<string> {
    const { cleaned, form } = this.rules;
    const clean = cleaned ? text.replace(new RegExp(cleaned, 'gu'), '') : text;
    return form ? normalForm(clean, form) : [clean];
  }

  /** The last place up to `end` where a long text may be cut, or the next one after it. */
  cutAt(text: string, from: number, end: number): number {
    for (let at = end; at > from + (end - from) / 2; at--) if (this.isCuttable(text, at)) return at;
    for (let at = end + 1; at < text.length; at++) if (this.isCuttable(text, at)) return at;
    return text.length;
  }

  private isCuttable(text: string, at: number): boolean {
    const unit = text.charCodeAt(at);
    if ((unit & 0xfc00) === 0xd800) return !/^\p{M}/u.test(text.slice(at, at + 2));
    return ((this.facts[unit] || this.meet(unit)) & cuttable) !== 0;
  }

  private describe(unit: number): number {
    if ((unit & 0xf800) === 0xd800) return CharacterClass.rare;
    const character = String.fromCharCode(unit);
    const alone = this.mapAlone(character);
    const flags =
      (alone === null ? attention : 0) | (this.isCleaned(character) || !startsAnew(character) ? 0 : cuttable);
    const mapped = alone ?? this.rules.map(character);
    if (mapped.length > 1) return flags | CharacterClass.rare;
    if (mapped === '') return flags | CharacterClass.dropped;
    return flags | this.rules.classOf(mapped) | (mapped.charCodeAt(0) << 16);
  }

  private mapAlone(character: string): string | null {
    return this.isCleaned(character) ? '' : this.rules.mapAlone(character);
  }

  private isCleaned(character: string): boolean {
    return this.rules.cleaned?.test(character) ?? false;
  }
}
