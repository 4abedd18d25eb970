import { PassThrough, Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { Interrupted } from './command.ts';
import { readPassword } from './read-password.ts';

const never = new AbortController().signal;

function terminal(typed: string): PassThrough & { isTTY: boolean } {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  input.write(typed);
  return input;
}

test('on a terminal the question is shown and what is typed is not', async () => {
  const screen = new PassThrough();
  expect(await readPassword('Password: ', terminal('correct horse\r'), screen, never)).toBe('correct horse');
  expect(screen.read().toString()).toBe('Password: \n');
});

test('on a terminal a character can be taken back', async () => {
  expect(await readPassword('', terminal('horsf\u007fe\r'), new PassThrough(), never)).toBe('horse');
});

test('Ctrl-C at the question interrupts', async () => {
  await expect(readPassword('', terminal('half\u0003'), new PassThrough(), never)).rejects.toThrow(Interrupted);
});

test.each([
  ['with a line feed', ['correct horse\n']],
  ['without one', ['correct horse']],
  ['from Windows', ['correct horse\r\n']],
  ['in pieces, with more after it', ['correct ', 'horse\nsecond', ' line\n']],
])('from a pipe the first line is the password: %s', async (_name, chunks) => {
  const screen = new PassThrough();
  expect(await readPassword('Password: ', Readable.from(chunks), screen, never)).toBe('correct horse');
  expect(screen.read()).toBeNull();
});

test('an empty pipe is refused with what to do', async () => {
  await expect(readPassword('', Readable.from([]), new PassThrough(), never)).rejects.toThrow(
    /No password was given: /,
  );
});

test('a signal interrupts although nothing has been typed or sent', async () => {
  for (const input of [terminal(''), new PassThrough()]) {
    const controller = new AbortController();
    const asked = readPassword('', input, new PassThrough(), controller.signal);
    controller.abort();
    await expect(asked).rejects.toThrow(Interrupted);
  }
});
