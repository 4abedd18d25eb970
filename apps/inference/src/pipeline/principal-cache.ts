import type { Principal } from '@gridsky/api/domain';
import { createRefreshAheadCache } from './refresh-ahead-cache.ts';

export type PrincipalCache = {
  find(secretHash: Uint8Array<ArrayBuffer>): Promise<Principal | null>;
  /** Takes a payload of the `gridsky_principal` channel: `key:<hex>`, `tenant:<id>` or `all`. */
  invalidate(payload: string): void;
  readonly size: number;
};

const ENTRIES_MAX = 50_000;

/** Principals by the SHA-256 of their secret. A notification forgets an entry within milliseconds of the change. */
export function createPrincipalCache(
  fetchPrincipal: (secretHash: Uint8Array<ArrayBuffer>) => Promise<Principal | null>,
  now: () => number,
): PrincipalCache {
  const principals = createRefreshAheadCache((hex) => fetchPrincipal(Buffer.from(hex, 'hex')), now, ENTRIES_MAX);
  return {
    find({ buffer, byteOffset, byteLength }) {
      return principals.get(Buffer.from(buffer, byteOffset, byteLength).toString('hex'));
    },
    invalidate(payload) {
      const [kind, id = ''] = payload.split(':', 2);
      if (kind === 'key') principals.delete(id);
      // A key that was unknown may have become the tenant's.
      else if (kind === 'tenant') principals.deleteWhere((principal) => !principal || principal.tenantId === id);
      else principals.clear();
    },
    get size() {
      return principals.size;
    },
  };
}
