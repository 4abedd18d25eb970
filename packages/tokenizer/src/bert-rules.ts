import { z } from 'zod';
import { CharacterClass, type CharacterRules } from './characters.ts';
import { isMoving } from './mark-order.ts';
import { NotFast } from './not-fast.ts';
import {
  splitToo,
  strippedToo,
  uncleaned,
  unnormalized,
  unsplitPunctuation,
  unstrippedMarks,
} from './unicode-versions.ts';

const normalizerSchema = z.strictObject({
  type: z.literal('BertNormalizer'),
  clean_text: z.literal(true),
  handle_chinese_chars: z.boolean(),
  strip_accents: z.boolean().nullable(),
  lowercase: z.boolean(),
});
const preTokenizerSchema = z.strictObject({ type: z.literal('BertPreTokenizer') });

/** Controls, but for those that are white space, and what stands for broken text. */
const cleaned = new RegExp(`(?![\\t\\n\\r]|${uncleaned.source})[\\0\\ufffd\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}]`, 'u');
const ideograph =
  /[\u4e00-\u9fff\u3400-\u4dbf\u{20000}-\u{2a6df}\u{2a700}-\u{2b81f}\u{2b920}-\u{2ceaf}\uf900-\ufaff\u{2f800}-\u{2fa1f}]/u;

/**
 * The rules of BERT's text: controls cleaned away, accents stripped, lower case; words between white space, and each
 * punctuation mark and ideograph a word alone. Throws NotFast for any other normaliser and pre-tokenizer.
 */
export function readBertRules(normalizer: unknown, preTokenizer: unknown): CharacterRules {
  const parsed = normalizerSchema.safeParse(normalizer);
  if (!parsed.success) throw new NotFast('The normalizer is not the one of BERT, with clean_text.');
  if (!preTokenizerSchema.safeParse(preTokenizer).success)
    throw new NotFast('The pre-tokenizer is not the one of BERT.');
  const { lowercase, strip_accents: strip, handle_chinese_chars: partsIdeographs } = parsed.data;
  const stripsAccents = strip ?? lowercase;

  const map = (character: string) => {
    if (stripsAccents && isStripped(character)) return '';
    return lowercase ? character.toLowerCase() : character;
  };
  return {
    cleaned,
    form: stripsAccents ? 'NFD' : null,
    map,
    mapAlone(character) {
      if (!stripsAccents) return map(character);
      // The order of stripped marks is of no interest, so only marks that stay and move make neighbours matter.
      const parts = unnormalized.test(character) ? [character] : [...character.normalize('NFD')];
      const kept = parts.filter((part) => !isStripped(part));
      return kept.some((part) => isMoving(part) && !unnormalized.test(part)) ? null : kept.map(map).join('');
    },
    classOf(character) {
      if (/^\p{White_Space}/u.test(character)) return CharacterClass.gap;
      if (partsIdeographs && ideograph.test(character)) return CharacterClass.single;
      return isPunctuation(character) ? CharacterClass.single : CharacterClass.word;
    },
  };
}

function isStripped(character: string): boolean {
  return (/^\p{Mn}/u.test(character) && !unstrippedMarks.test(character)) || strippedToo.test(character);
}

function isPunctuation(character: string): boolean {
  if (/^[!-/:-@[-`{-~]/.test(character) || splitToo.test(character)) return true;
  return /^\p{P}/u.test(character) && !unsplitPunctuation.test(character);
}
