import type { Pool } from '@gridsky/db';

export type KeyUse = {
  /** Notes that a key was used now. */
  note(keyId: string, at: Date): void;
  /** Writes what was noted. */
  flush(): Promise<void>;
};

/** Collects when keys were last used, for one statement every few seconds in place of one a request. */
export function createKeyUse(pool: Pool): KeyUse {
  let noted = new Map<string, Date>();
  return {
    note(keyId, at) {
      noted.set(keyId, at);
    },
    async flush() {
      if (noted.size === 0) return;
      const writing = noted;
      noted = new Map();
      const write = pool.query(
        `UPDATE api_key k SET last_used_at = u.at FROM unnest($1::uuid[], $2::timestamptz[]) AS u (id, at)
         WHERE k.id = u.id AND (k.last_used_at IS NULL OR k.last_used_at < u.at)`,
        [[...writing.keys()], [...writing.values()]],
      );
      try {
        await write;
      } catch (error) {
        // Kept for the next time, under what was noted since.
        noted = new Map([...writing, ...noted]);
        throw error;
      }
    },
  };
}
