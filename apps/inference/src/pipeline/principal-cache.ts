import { type Principal, setBounded } from '@gridsky/api/domain';

export type PrincipalCache = {
  find(secretHash: Uint8Array<ArrayBuffer>): Promise<Principal | null>;
  /** Takes a payload of the `gridsky_principal` channel: `key:<hex>`, `tenant:<id>` or `all`. */
  invalidate(payload: string): void;
  readonly size: number;
};

/** Upper bound on how long a change can go unseen when notifications are cut (the promise is 10 s). */
const AGE_MAX_MS = 8_000;
const ENTRIES_MAX = 50_000;

type Entry = { principal: Promise<Principal | null>; tenantId: string | null; fetchedAt: number };

/**
 * Principals by the SHA-256 of their secret. A notification empties an entry within milliseconds of the change; an entry
 * older than 8 s is fetched anew whatever happens. Concurrent misses of one key share one query.
 */
export function createPrincipalCache(
  fetchPrincipal: (secretHash: Uint8Array<ArrayBuffer>) => Promise<Principal | null>,
  now: () => number,
): PrincipalCache {
  const entries = new Map<string, Entry>();

  const fetchAnew = (id: string, secretHash: Uint8Array<ArrayBuffer>): Promise<Principal | null> => {
    const entry: Entry = { principal: fetchPrincipal(secretHash), tenantId: null, fetchedAt: now() };
    setBounded(entries, id, entry, ENTRIES_MAX);
    entry.principal.then(
      (principal) => {
        entry.tenantId = principal?.tenantId ?? null;
      },
      () => {
        if (entries.get(id) === entry) entries.delete(id);
      },
    );
    return entry.principal;
  };

  return {
    find(secretHash) {
      const id = Buffer.from(secretHash.buffer, secretHash.byteOffset, secretHash.byteLength).toString('hex');
      const entry = entries.get(id);
      return entry && now() - entry.fetchedAt < AGE_MAX_MS ? entry.principal : fetchAnew(id, secretHash);
    },
    invalidate(payload) {
      const [kind, id = ''] = payload.split(':', 2);
      if (kind === 'key') entries.delete(id);
      else if (kind === 'tenant') {
        // An entry still being fetched has no tenant yet: it may hold the state of before, so it goes as well.
        for (const [hash, entry] of entries) if (entry.tenantId === id || entry.tenantId === null) entries.delete(hash);
      } else entries.clear();
    },
    get size() {
      return entries.size;
    },
  };
}
