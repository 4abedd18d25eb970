/** One level of a decision: this much of this name, at most so much in any 60 s. */
export type Charge = { name: string; amount: number; limit: number };

export type WindowState = { name: string; limit: number; used: number; remaining: number; resetMs: number };

export type Decision =
  | { admitted: true; states: WindowState[] }
  | { admitted: false; states: WindowState[]; refused: WindowState & { asked: number; retryAfterMs: number } };

export type RollingWindows = {
  /** Charges all levels, or none: a refusal consumes nothing. Amounts of 0 only ask. */
  decide(charges: readonly Charge[]): Decision;
  /** Charges what another store has let in, whatever the limit. */
  charge(charges: readonly Charge[]): void;
  /** What is in the windows: for each name, amounts by how many whole seconds ago they came. */
  contents(): Iterable<{ name: string; amounts: { age: number; amount: number }[] }>;
  readonly size: number;
};

const BUCKET_MS = 1_000;
const BUCKETS = 60;

type Window = { amounts: Float64Array; newest: number; total: number };

/**
 * Rolling 60 s windows in this process's memory, exact to a bucket of one second on the safe side: the second that is just
 * leaving the window still counts in full, so no rolling 60 s ever admits more than the limit.
 */
export function createRollingWindows(now: () => number): RollingWindows {
  const windows = new Map<string, Window>();
  let sweptAt = 0;

  /** Drops the buckets that have left the window. One bucket more than 60 is kept: the one that is partly inside. */
  const advance = (window: Window, bucket: number): void => {
    const steps = Math.min(bucket - window.newest, BUCKETS + 1);
    for (let step = 1; step <= steps; step++) {
      const slot = (window.newest + step) % (BUCKETS + 1);
      window.total -= window.amounts[slot] ?? 0;
      window.amounts[slot] = 0;
    }
    if (bucket > window.newest) window.newest = bucket;
  };

  const add = (window: Window, bucket: number, amount: number): void => {
    const slot = bucket % (BUCKETS + 1);
    window.amounts[slot] = (window.amounts[slot] ?? 0) + amount;
    window.total += amount;
  };

  const open = (name: string, bucket: number): Window => {
    let window = windows.get(name);
    if (!window) {
      window = { amounts: new Float64Array(BUCKETS + 1), newest: bucket, total: 0 };
      windows.set(name, window);
    }
    advance(window, bucket);
    return window;
  };

  /** Milliseconds until at most `most` is left in the window. */
  const untilAtMost = (window: Window, most: number, at: number): number => {
    let left = window.total;
    for (let age = BUCKETS; age >= 0 && left > most; age--) {
      const bucket = window.newest - age;
      left -= window.amounts[((bucket % (BUCKETS + 1)) + BUCKETS + 1) % (BUCKETS + 1)] ?? 0;
      if (left <= most) return Math.max(1, (bucket + BUCKETS + 1) * BUCKET_MS - at);
    }
    return 0;
  };

  const sweep = (bucket: number): void => {
    if (bucket - sweptAt < BUCKETS) return;
    sweptAt = bucket;
    for (const [name, window] of windows) if (bucket - window.newest > BUCKETS) windows.delete(name);
  };

  return {
    decide(charges) {
      const at = now();
      const bucket = Math.floor(at / BUCKET_MS);
      sweep(bucket);
      const opened = charges.map((charge) => ({ charge, window: open(charge.name, bucket) }));
      const state = ({ charge, window }: (typeof opened)[number]): WindowState => ({
        name: charge.name,
        limit: charge.limit,
        used: window.total,
        remaining: Math.max(0, charge.limit - window.total),
        resetMs: untilAtMost(window, 0, at),
      });
      const refused = opened.find(({ charge, window }) => window.total + charge.amount > charge.limit);
      if (refused) {
        const { charge, window } = refused;
        const retryAfterMs = untilAtMost(window, Math.max(0, charge.limit - charge.amount), at);
        return {
          admitted: false,
          states: opened.map(state),
          refused: { ...state(refused), asked: charge.amount, retryAfterMs },
        };
      }
      for (const { charge, window } of opened) add(window, bucket, charge.amount);
      return { admitted: true, states: opened.map(state) };
    },
    charge(charges) {
      const bucket = Math.floor(now() / BUCKET_MS);
      for (const { name, amount } of charges) add(open(name, bucket), bucket, amount);
    },
    *contents() {
      const bucket = Math.floor(now() / BUCKET_MS);
      for (const [name, window] of windows) {
        advance(window, bucket);
        const ages = Array.from({ length: BUCKETS + 1 }, (_, age) => age).filter((age) => bucket >= age);
        const amounts = ages
          .map((age) => ({ age, amount: window.amounts[(bucket - age) % (BUCKETS + 1)] ?? 0 }))
          .filter(({ amount }) => amount > 0);
        if (amounts.length > 0) yield { name, amounts };
      }
    },
    get size() {
      return windows.size;
    },
  };
}
