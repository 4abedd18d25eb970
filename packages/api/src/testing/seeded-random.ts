export type SeededRandom = {
  /** A whole number from 0 to before `bound`. */
  below(bound: number): number;
  pick<T>(from: readonly T[]): T;
};

/** The same numbers for the same seed, so that a failing test fails again. (mulberry32) */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number) => Math.floor(next() * bound);
  return {
    below,
    pick(from) {
      const index = below(from.length);
      for (const found of from.slice(index, index + 1)) return found;
      throw new RangeError('nothing to pick from');
    },
  };
}
