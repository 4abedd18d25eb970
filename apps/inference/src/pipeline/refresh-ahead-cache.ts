import { setBounded } from '@gridsky/api/domain';

/** What was read, by id. All rejections are those of the read, which is not kept. */
export type RefreshAheadCache<Value> = {
  get(id: string): Promise<Value>;
  delete(id: string): void;
  /** Forgets what fits. A value that is being read is undefined: it may be of before the change that was told. */
  deleteWhere(fits: (value: Value | undefined) => boolean): void;
  clear(): void;
  readonly size: number;
};

/** Upper bound on how long a change can go unseen when notifications are cut (the promise is 10 s). */
const AGE_MAX_MS = 8_000;
/** From this age on the next one who asks has it read anew, and waits no longer than the others. */
const REFRESH_MS = 6_000;

type Entry<Value> = { read: Promise<Value>; value: Value | undefined; readAt: number; isRefreshed: boolean };

/**
 * Keeps what `read` resolves with until it is told to forget it, and 8 s at most. What is in use is read anew before that, beside the
 * requests. Concurrent misses share one read. `now`: milliseconds of a clock that never goes back.
 */
export function createRefreshAheadCache<Value>(
  read: (id: string) => Promise<Value>,
  now: () => number,
  entriesMax: number,
): RefreshAheadCache<Value> {
  const entries = new Map<string, Entry<Value>>();

  const start = (id: string): Entry<Value> => {
    const entry: Entry<Value> = { read: read(id), value: undefined, readAt: now(), isRefreshed: false };
    entry.read.then(
      (value) => {
        entry.value = value;
      },
      () => {
        if (entries.get(id) === entry) entries.delete(id);
      },
    );
    return entry;
  };

  const readNow = (id: string): Promise<Value> => {
    const entry = start(id);
    setBounded(entries, id, entry, entriesMax);
    return entry.read;
  };

  /** Takes the place of the one before, unless that has been forgotten meanwhile: what is read may be of before the change. */
  const refresh = (id: string, before: Entry<Value>): void => {
    before.isRefreshed = true;
    const next = start(id);
    next.read.then(
      () => {
        if (entries.get(id) === before) setBounded(entries, id, next, entriesMax);
      },
      // Whoever asks when the one before has become too old will see.
      () => {},
    );
  };

  return {
    get(id) {
      const entry = entries.get(id);
      const ageMs = entry ? now() - entry.readAt : AGE_MAX_MS;
      if (!entry || ageMs >= AGE_MAX_MS) return readNow(id);
      if (ageMs >= REFRESH_MS && !entry.isRefreshed) refresh(id, entry);
      return entry.read;
    },
    delete: (id) => void entries.delete(id),
    deleteWhere(fits) {
      for (const [id, { value }] of entries) if (fits(value)) entries.delete(id);
    },
    clear: () => entries.clear(),
    get size() {
      return entries.size;
    },
  };
}
