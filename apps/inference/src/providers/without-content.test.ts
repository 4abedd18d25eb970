import { expect, it } from 'vitest';
import { withoutContent } from './without-content.ts';

const LONG = 'Dear Ms Example, your account 4711 is overdue since the third of May; please pay "at once".\nYours';

it.each([
  ['whole', `input: ${LONG}`, 'input: [text]'],
  ['its beginning', `input: ${LONG.slice(0, 60)}...`, 'input: [text]...'],
  ['its middle', `near '${LONG.slice(21, 62)}'`, "near '[text]'"],
  ['its end', `near '${LONG.slice(-40)}'`, "near '[text]'"],
  ['twice', `${LONG} and ${LONG}`, '[text] and [text]'],
  ['inside JSON', JSON.stringify({ input: LONG }), '{"input":"[text]"}'],
  ['nothing of it', 'input 3 is too long: 900 tokens', 'input 3 is too long: 900 tokens'],
])('of a text that a provider repeats nothing is left: %s', (_what, said, expected) => {
  expect(withoutContent(said, null, ['other', LONG])).toBe(expected);
});

it('a short text is found whole, a very short one may be a word of the sentence', () => {
  expect(withoutContent('bad input: my secret; a', null, ['my secret', 'a'])).toBe('bad input: [text]; a');
});

it('what is kept is short, and ends with no piece of the key', () => {
  const secret = 'key-0123456789';
  expect(withoutContent(`${'x'.repeat(3_990)}${secret}`, secret, [])).toBe('x'.repeat(500));
  const said = withoutContent(`${LONG.slice(0, 60).repeat(66)}${' '.repeat(32)}${secret}`, secret, [LONG]);
  expect(said).not.toContain('key');
});

it('the key is taken out as it is and as JSON has it', () => {
  const secret = 'a "quoted" key';
  expect(withoutContent(`${secret} / ${JSON.stringify(secret)}`, secret, [])).toBe('[secret] / "[secret]"');
});
