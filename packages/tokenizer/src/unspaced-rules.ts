import { z } from 'zod';
import { CharacterClass, type CharacterRules } from './characters.ts';
import { isComposed } from './normal-form.ts';
import { NotFast } from './not-fast.ts';
import { unknownToPatterns } from './unicode-versions.ts';

const replaceSchema = z.strictObject({
  type: z.literal('Replace'),
  pattern: z.strictObject({ Regex: z.string() }),
  content: z.string(),
});
const normalizerSchema = z.strictObject({
  type: z.literal('Sequence'),
  normalizers: z.tuple(
    [z.strictObject({ type: z.literal('NFKC') }), z.strictObject({ type: z.literal('Lowercase') })],
    replaceSchema,
  ),
});
const splitSchema = z.strictObject({
  type: z.literal('Split'),
  pattern: z.strictObject({ Regex: z.string() }),
  behavior: z.literal('Removed'),
  invert: z.literal(true),
});

/**
 * The rules of our own models: NFKC, lower case, characters replaced one by one; a mark put before each word of a
 * spaced script; then runs of unspaced scripts, marked words, runs of numbers, and all else character by character.
 * Throws NotFast for any other normaliser and pattern.
 */
export function readUnspacedRules(normalizer: unknown, preTokenizer: unknown): { rules: CharacterRules; mark: string } {
  const normalizing = normalizerSchema.safeParse(normalizer);
  if (!normalizing.success) throw new NotFast('The normalizer is not NFKC, Lowercase and Replace.');
  const splitting = splitSchema.safeParse(preTokenizer);
  if (!splitting.success) throw new NotFast('The pre-tokenizer is not a Split that keeps what its pattern finds.');
  const pattern = splitting.data.pattern.Regex;
  const [, , ...replaces] = normalizing.data.normalizers;
  const marking = replaces.pop();
  const unspacedSource = /^\[([^\]]*)\]\+\|/u.exec(pattern)?.[1];
  if (!marking || unspacedSource === undefined) throw new NotFast('The pattern of words is not known.');
  const mark = marking.content;
  characterClass(mark);
  const letter = `(?![${unspacedSource}])[\\p{L}\\p{M}]`;
  if (marking.pattern.Regex !== `(?<!${letter})(?=${letter})`) throw new NotFast('The last Replace marks no words.');
  if (pattern !== `[${unspacedSource}]+|${mark}(?:${letter})+|\\p{N}+|[^\\s]`) {
    throw new NotFast('The pattern of words is not known.');
  }
  const unspaced = characterClass(`[${unspacedSource}]`);
  const replacements = replaces.map(({ pattern, content }) => {
    if ([...content].length > 1) throw new NotFast('A Replace puts in more than one character.');
    return { found: characterClass(pattern.Regex), content };
  });

  const map = (character: string) => {
    let mapped = character.toLowerCase();
    for (const { found, content } of replacements)
      mapped = [...mapped].map((c) => (found.test(c) ? content : c)).join('');
    return mapped;
  };
  const rules: CharacterRules = {
    cleaned: null,
    form: 'NFKC',
    map,
    mapAlone: (character) => (isComposed(character) ? map(character) : null),
    classOf: (character) => classOf(character, unspaced),
  };
  const isMarkSafe = mark.length === 1 && map(mark) !== mark && rules.classOf(mark) === CharacterClass.single;
  if (!isMarkSafe || replacements.some(({ content }) => content === mark)) {
    throw new NotFast('Text could hold the mark of words itself.');
  }
  return { rules, mark };
}

function classOf(character: string, unspaced: RegExp): number {
  const isNumber = /^\p{N}/u.test(character) && !unknownToPatterns.test(character);
  if (unspaced.test(character)) return isNumber ? CharacterClass.unspacedNumber : CharacterClass.unspaced;
  if (isNumber) return CharacterClass.number;
  if (/^\p{White_Space}/u.test(character)) return CharacterClass.gap;
  return /^[\p{L}\p{M}]/u.test(character) && !unknownToPatterns.test(character)
    ? CharacterClass.word
    : CharacterClass.single;
}

/** One character, or a class of characters and ranges: what all engines of regular expressions read alike. */
function characterClass(source: string): RegExp {
  const isPlain = /^(?:[^\\^$.|?*+()[\]{}-]|\[(?:[^\\^[\]&-](?:-[^\\^[\]&-])?)+\])$/u.test(source);
  if (!isPlain) throw new NotFast(`The pattern ${source} is not a plain class of characters.`);
  return new RegExp(source, 'u');
}
