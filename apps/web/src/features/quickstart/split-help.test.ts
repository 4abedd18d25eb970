import { expect, test } from 'vitest';
import { splitHelp } from './split-help.ts';

test('the address at the end of a message becomes the name of its section', () => {
  const message = '`input` is an empty string. Send some text. See https://gridsky.example/docs/errors#invalid';
  expect(splitHelp(message)).toEqual({ text: '`input` is an empty string. Send some text.', section: 'invalid' });
});

test('a message without one stays as it is', () => {
  const message = 'The API does not answer. See https://elsewhere.example/help';
  expect(splitHelp(message)).toEqual({ text: message, section: null });
});
