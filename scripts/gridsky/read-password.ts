import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { CommandError, Interrupted } from './command.ts';
import { unlessInterrupted } from './interruption.ts';

/**
 * A password from the terminal, asked without echo, or from the first line of a pipe or file. Never from an argument:
 * those are kept in the shell's history and shown by ps.
 * @throws Interrupted on Ctrl-C or when the signal comes, CommandError when there is nothing to read
 */
export async function readPassword(
  question: string,
  input: NodeJS.ReadableStream & { isTTY?: boolean },
  prompt: NodeJS.WritableStream,
  signal: AbortSignal,
): Promise<string> {
  const password = await unlessInterrupted(signal, () =>
    input.isTTY ? askHidden(question, input, prompt) : readFirstLine(input),
  );
  if (password === '') {
    throw new CommandError('No password was given: type it when asked, or write it to the standard input.');
  }
  return password;
}

function askHidden(question: string, input: NodeJS.ReadableStream, prompt: NodeJS.WritableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    prompt.write(question);
    // readline does the editing and draws what is typed into this, which shows nothing.
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    const lines = createInterface({ input, output: nowhere, terminal: true, historySize: 0 });
    const settle = (done: () => void) => {
      lines.removeAllListeners();
      lines.close();
      prompt.write('\n');
      done();
    };
    lines.once('line', (line) => settle(() => resolve(line)));
    lines.once('SIGINT', () => settle(() => reject(new Interrupted())));
    lines.once('close', () => settle(() => resolve('')));
  });
}

async function readFirstLine(input: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  input.setEncoding('utf8');
  for await (const chunk of input) {
    text += chunk;
    if (text.includes('\n')) break;
  }
  return text.split('\n', 1)[0]?.replace(/\r$/, '') ?? '';
}
