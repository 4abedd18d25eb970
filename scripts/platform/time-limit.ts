import { StartError } from './start-error.ts';

/**
 * The result of a step's work, or past its limit a StartError that names the step. The work itself is left behind: what
 * can be ended is ended by the stop that follows a failed start.
 */
export async function withinLimit<Result>(step: string, milliseconds: number, work: Promise<Result>): Promise<Result> {
  if (await settles(work, milliseconds)) return work;
  throw new StartError(
    `The step ${step} did not end within ${milliseconds / 1000} s: look into the logs, and start again.`,
  );
}

/** Whether the work ends, well or badly, within the time and before the signal. Never rejects. */
export async function settles(work: Promise<unknown>, milliseconds: number, signal?: AbortSignal): Promise<boolean> {
  if (signal?.aborted) return false;
  let timer: NodeJS.Timeout | undefined;
  let giveUp: (() => void) | undefined;
  const limit = new Promise<false>((resolve) => {
    giveUp = () => resolve(false);
    timer = setTimeout(giveUp, milliseconds);
    signal?.addEventListener('abort', giveUp);
  });
  const settled = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([settled, limit]);
  } finally {
    clearTimeout(timer);
    if (giveUp) signal?.removeEventListener('abort', giveUp);
  }
}
