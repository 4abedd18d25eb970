import { createInterface } from 'node:readline/promises';
import { Interrupted } from './command.ts';
import { unlessInterrupted } from './interruption.ts';

/** One line that a person types. @throws Interrupted on Ctrl-C or when the signal comes */
export function readLine(
  question: string,
  input: NodeJS.ReadableStream,
  prompt: NodeJS.WritableStream,
  signal: AbortSignal,
): Promise<string> {
  return unlessInterrupted(signal, async () => {
    const lines = createInterface({ input, output: prompt, historySize: 0 });
    try {
      return await new Promise<string>((resolve, reject) => {
        lines.once('SIGINT', () => reject(new Interrupted()));
        lines.once('close', () => resolve(''));
        lines.question(question).then(resolve, reject);
      });
    } finally {
      lines.close();
    }
  });
}
