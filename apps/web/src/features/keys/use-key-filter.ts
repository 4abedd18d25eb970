'use client';

import { useSearchParams } from 'next/navigation';
import { type KeyFilter, type KeySort, readFilter, writeFilter } from './key-filter.ts';

/** The table's filter, read from the page's address and written to it without a round trip to the server. */
export function useKeyFilter() {
  const filter = readFilter(useSearchParams());
  const change = (part: Partial<KeyFilter>) => {
    const next = writeFilter({ ...filter, ...part });
    window.history.replaceState(null, '', `${window.location.pathname}${next}`);
  };
  const sort = (by: KeySort) => {
    // Times begin with the newest, words with A; a second click turns the order.
    const descending = filter.sort === by ? !filter.descending : by === 'created' || by === 'lastUsed';
    change({ sort: by, descending });
  };
  return { filter, change, sort };
}
