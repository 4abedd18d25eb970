import type { DestinationStream } from 'pino';

/** How long a line may wait for others, and what may wait: characters. */
const WAIT_MS = 50;
const WAITING_MAX = 64 * 1_024;

/**
 * Writes lines together. Each write of its own wakes whoever reads the log, which costs a lone request more than being admitted does; a
 * moment later it costs none. `flush` writes what waits.
 */
export function linesTogether(destination: DestinationStream): DestinationStream & { flush(): void } {
  let waiting = '';
  let timer: NodeJS.Timeout | null = null;
  const flush = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (waiting === '') return;
    const lines = waiting;
    waiting = '';
    destination.write(lines);
  };
  return {
    write(line) {
      waiting += line;
      if (waiting.length >= WAITING_MAX) flush();
      else timer ??= setTimeout(flush, WAIT_MS).unref();
    },
    flush,
  };
}
