import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { Interrupted } from './command.ts';
import { readLine } from './read-line.ts';

const shown = () => new PassThrough().setEncoding('utf8');

test('the question is asked, and the line that is typed is the answer', async () => {
  const [input, prompt] = [new PassThrough(), shown()];
  const answer = readLine('Name: ', input, prompt, new AbortController().signal);
  input.write('Sky Ltd\nmore');
  expect(await answer).toBe('Sky Ltd');
  expect(prompt.read()).toBe('Name: ');
});

test('an input that ends without a line is no answer', async () => {
  const input = new PassThrough();
  const answer = readLine('Name: ', input, shown(), new AbortController().signal);
  input.end();
  expect(await answer).toBe('');
});

test('Ctrl-C ends the question', async () => {
  const interruption = new AbortController();
  const answer = readLine('Name: ', new PassThrough(), shown(), interruption.signal);
  interruption.abort();
  await expect(answer).rejects.toThrow(Interrupted);
});
