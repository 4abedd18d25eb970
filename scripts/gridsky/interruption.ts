import { Interrupted } from './command.ts';

/** The work's result, or as soon as the signal comes an Interrupted; the work itself is left to its end. */
export function unlessInterrupted<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const interrupt = () => reject(new Interrupted());
    if (signal.aborted) return interrupt();
    signal.addEventListener('abort', interrupt);
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', interrupt));
  });
}
