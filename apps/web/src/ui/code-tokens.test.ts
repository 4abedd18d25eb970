import { expect, test } from 'vitest';
import { type CodeLanguage, codeTokens } from './code-tokens.ts';

const samples: [CodeLanguage, string][] = [
  [
    'bash',
    `curl http://localhost:8080/v1/embeddings \\\n  -H "Authorization: Bearer sk-live-x" \\\n  -d '{"input": "a # b"}' # end`,
  ],
  [
    'python',
    'from openai import OpenAI\nclient = OpenAI(base_url="http://x/v1")  # comment\nprint(len(v), 0.31, -2e-3)',
  ],
  ['typescript', "import OpenAI from 'openai';\nconst a = await client.embeddings.create({ model: 'm' }); // done"],
  ['json', '{"a": [0.0132, -1, true, null], "b": "c \\" d"}'],
  ['text', 'anything "at" all 12'],
];

test('the pieces joined are the source, for every language', () => {
  for (const [language, source] of samples) {
    const joined = codeTokens(source, language)
      .map((token) => token.text)
      .join('');
    expect(joined).toBe(source);
  }
});

test('a hash inside a string is no comment', () => {
  const kinds = codeTokens(samples[0]?.[1] ?? '', 'bash').filter((token) => token.kind === 'comment');
  expect(kinds.map((token) => token.text)).toEqual(['# end']);
});

test('words of the language, numbers and strings are told apart', () => {
  expect(codeTokens('const n = 1536; // dims', 'typescript').filter((token) => token.kind !== 'plain')).toEqual([
    { kind: 'keyword', text: 'const' },
    { kind: 'number', text: '1536' },
    { kind: 'comment', text: '// dims' },
  ]);
});

test('digits inside names stay plain', () => {
  expect(codeTokens('v1 sk_2a', 'typescript')).toEqual([{ kind: 'plain', text: 'v1 sk_2a' }]);
});
