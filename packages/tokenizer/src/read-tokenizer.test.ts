import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { bundledTokenizer, readAtOnce } from './testing/bundled-tokenizer.ts';
import { smallWordPiece } from './testing/small-word-piece.ts';

type Json = Record<string, unknown>;

const bundled = JSON.parse(readFileSync(bundledTokenizer, 'utf8')) as Json & {
  normalizer: { normalizers: Json[] };
  pre_tokenizer: Json;
};
const pieces = [
  ['[PAD]', -100],
  ['[UNK]', 0],
  ['▁', -4.5],
  ['a', -5.25],
];
const model = { type: 'Unigram', unk_id: 1, vocab: pieces, byte_fallback: false };
const unigram: Json = { ...bundled, model };
const wordPiece = smallWordPiece({});
const [nfkc, lowercase, ...replaces] = bundled.normalizer.normalizers;
const marking = replaces.at(-1);
const [pad] = bundled.added_tokens as Json[];

const withModel = (change: Json): Json => ({ ...unigram, model: { ...model, ...change } });
const withPieces = (...more: unknown[]): Json => withModel({ vocab: [...pieces, ...more] });
const withNormalizers = (...normalizers: unknown[]): Json => ({
  ...unigram,
  normalizer: { type: 'Sequence', normalizers },
});
const withReplace = (regex: string, content: string): Json =>
  withNormalizers(nfkc, lowercase, { type: 'Replace', pattern: { Regex: regex }, content }, ...replaces);
const withAdded = (change: Json): Json => ({ ...unigram, added_tokens: [{ ...pad, ...change }] });
const withWordPiece = (change: Json): Json => ({ ...wordPiece, model: { ...(wordPiece.model as Json), ...change } });
const vocab = (wordPiece.model as { vocab: Json }).vocab;

it('takes the bundled tokenizer, a Unigram model of four pieces like it, and BERT’s', () => {
  for (const file of [bundled, unigram, wordPiece]) expect(readAtOnce(file)).toHaveProperty('rules');
  expect(readAtOnce(wordPiece).specialIds).toEqual({ before: [2], after: [3] });
});

it.each<[string, unknown]>([
  ['no tokenizer at all', []],
  ['another kind of model', { ...unigram, model: { type: 'BPE', vocab: {}, merges: [] } }],
  ['no kind of model', { ...unigram, model: { vocab: pieces } }],
  ['byte fallback', withModel({ byte_fallback: true })],
  ['sampling', withModel({ alpha: 0.1, nbest_size: 10 })],
  ['no unknown piece', withModel({ unk_id: null })],
  ['an unknown piece that is not there', withModel({ unk_id: 9 })],
  ['a piece twice', withPieces(['a', -6])],
  ['an empty piece', withPieces(['', -6])],
  ['a piece that holds the unknown one', withPieces(['x[UNK]', -6])],
  ['half a character as a piece', withPieces(['\ud83d', -6])],
  ['a piece without a score', withPieces(['b'])],
  ['a score above 0', withPieces(['b', 1])],
  ['a score of many digits', withPieces(['b', -5.2361016273498535])],
  ['an added token with another id', withAdded({ id: 3 })],
  ['an added token outside the vocabulary', withAdded({ content: '<mask>' })],
  ['an added token found in normalised text', withAdded({ normalized: true })],
  ['an added token found as a word only', withAdded({ single_word: true })],
  ['an added token that takes space on its left', withAdded({ lstrip: true })],
  ['an added token that takes space on its right', withAdded({ rstrip: true })],
  ['an empty added token', withAdded({ content: '' })],
  ['no normaliser', { ...unigram, normalizer: null }],
  ['a precompiled normaliser', { ...unigram, normalizer: { type: 'Precompiled', precompiled_charsmap: '' } }],
  ['NFC', withNormalizers({ type: 'NFC' }, lowercase, ...replaces)],
  ['letters of both cases', withNormalizers(nfkc, ...replaces)],
  ['a normaliser more', withNormalizers(nfkc, lowercase, { type: 'StripAccents' }, marking)],
  ['words without a mark', withNormalizers(nfkc, lowercase, ...replaces.slice(0, -1))],
  ['text that can hold the mark itself', withNormalizers(nfkc, lowercase, marking)],
  ['the mark put in for something else', withReplace('x', '▁')],
  ['a pattern of more than one character', withReplace('xy', 'z')],
  ['a class that engines read differently', withReplace('[a&&b]', 'z')],
  ['an escape in a class', withReplace('[\\d]', '0')],
  ['a class of what is not in it', withReplace('[^a]', 'b')],
  ['more than one character put in', withReplace('x', 'yz')],
  ['another pre-tokenizer', { ...unigram, pre_tokenizer: { type: 'Metaspace', replacement: '▁' } }],
  ['a split that drops what it finds', { ...unigram, pre_tokenizer: { ...bundled.pre_tokenizer, invert: false } }],
  ['another pattern of words', { ...unigram, pre_tokenizer: { ...bundled.pre_tokenizer, pattern: { Regex: '\\w+' } } }],
  ['another post-processor', { ...unigram, post_processor: { type: 'ByteLevel', trim_offsets: true } }],
  [
    'a template without the text',
    { ...wordPiece, post_processor: { type: 'TemplateProcessing', single: [], special_tokens: {} } },
  ],
  [
    'a template of tokens that are not defined',
    { ...wordPiece, post_processor: { ...(wordPiece.post_processor as Json), special_tokens: {} } },
  ],
  ['BERT without cleaning', smallWordPiece({ clean_text: false })],
  ['BERT’s pieces on other text', { ...wordPiece, normalizer: { type: 'Lowercase' } }],
  ['BERT’s pieces on words cut otherwise', { ...wordPiece, pre_tokenizer: { type: 'Whitespace' } }],
  ['another prefix of pieces', withWordPiece({ continuing_subword_prefix: '@@' })],
  ['an unknown token outside the vocabulary', withWordPiece({ unk_token: '<unk>' })],
  ['an id that is none', withWordPiece({ vocab: { ...vocab, x: -1 } })],
  ['half a character in BERT’s pieces', withWordPiece({ vocab: { ...vocab, '##\ude00': 99 } })],
])('leaves to the official package: %s', (_, file) => {
  expect(() => readAtOnce(file)).toThrow(expect.objectContaining({ name: 'NotFast' }));
});
