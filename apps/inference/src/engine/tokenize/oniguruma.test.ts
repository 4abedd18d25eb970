import { expect, it } from 'vitest';
import { forOniguruma } from './oniguruma.ts';

it('rewrites "not X, of Y" into one class and leaves other patterns and the vocabulary alone', () => {
  const tokenizer = {
    normalizer: { type: 'Sequence', normalizers: [{ type: 'Replace', pattern: { Regex: '(?<!(?![a-c])[\\p{L}])x' } }] },
    pre_tokenizer: { type: 'Split', pattern: { Regex: '\\p{N}+|[^\\s]' } },
    model: { vocab: { '(?![a])[b]': 1 } },
  };
  expect(JSON.parse(forOniguruma(JSON.stringify(tokenizer)))).toEqual({
    ...tokenizer,
    normalizer: {
      type: 'Sequence',
      normalizers: [{ type: 'Replace', pattern: { Regex: '(?<![[\\p{L}]&&[^a-c]])x' } }],
    },
  });
});
