/** Runs at most `width` tasks at a time; the others wait their turn in the order they came. */
export type Lanes = <Result>(task: () => Promise<Result>) => Promise<Result>;

/**
 * Tokenising runs on Node's small thread pool, which files and passwords use too. A bounded number of short tasks
 * keeps the pool usable, and first come, first served lets a small request pass between the slices of a large one.
 */
export function createLanes(width: number): Lanes {
  const waiting: (() => void)[] = [];
  let free = width;
  return async (task) => {
    if (free > 0) free--;
    else await new Promise<void>((start) => waiting.push(start));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
