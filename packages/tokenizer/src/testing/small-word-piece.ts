import { wordPiece } from './word-piece.ts';

const words = 'a b c d e one two three dog cat i o u the і α ا 犬 한 각 ᄒ क म 1 2 ! . , [ ] # 😀 é ı'.split(' ');
const endings = [
  'a',
  'b',
  'e',
  's',
  'ing',
  'å',
  '\u0301',
  '\u0307',
  'ᅡ',
  'ᆨ',
  'ा',
  'ि',
  '\u302e',
  '\u302f',
  '2',
  '😀',
  '\u{1e4ec}',
  '\u{1d165}',
];

/** A tokenizer.json as BERT's, with a vocabulary that tells apart what its normaliser does to single characters. */
export function smallWordPiece(normalizer: object): Record<string, unknown> {
  const pieces = [...words, ...endings.map((ending) => `##${ending}`)];
  return wordPiece({ pieces, normalizer, wordCharactersMax: 20 });
}
