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
const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];

/** A tokenizer.json as BERT's, with a vocabulary that tells apart what its normaliser does to single characters. */
export function smallWordPiece(settings: object): Record<string, unknown> {
  const vocab = [...special, ...words, ...endings.map((ending) => `##${ending}`)];
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
      ...settings,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [
        { SpecialToken: { id: '[CLS]', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { SpecialToken: { id: '[SEP]', type_id: 0 } },
      ],
      pair: [{ Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 1 } }],
      special_tokens: {
        '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
        '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
      },
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 20,
      vocab: Object.fromEntries(vocab.map((piece, id) => [piece, id])),
    },
  };
}
