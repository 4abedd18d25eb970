'use client';

import { useSearchParams } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { type KeyFilter, type KeySort, readFilter, writeFilter } from './key-filter.ts';

/**
 * The table's filter, kept in the page's address without a round trip to the server. The address follows the state and
 * not the reverse, as the router reports it late: letters typed fast would be lost.
 */
export function useKeyFilter() {
  const address = useSearchParams();
  const [filter, setFilter] = useState(() => readFilter(address));
  const latest = useRef(filter);
  const set = (next: KeyFilter) => {
    latest.current = next;
    setFilter(next);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when the router reports another address, such as a link's.
  useEffect(() => {
    const shown = readFilter(new URLSearchParams(window.location.search));
    if (writeFilter(shown) !== writeFilter(latest.current)) set(shown);
  }, [address]);

  const change = (part: Partial<KeyFilter>) => {
    set({ ...latest.current, ...part });
    window.history.replaceState(null, '', `${window.location.pathname}${writeFilter(latest.current)}`);
  };
  const sort = (by: KeySort) => {
    const { sort: current, descending } = latest.current;
    // Times begin with the newest, words with A; a second click turns the order.
    change({ sort: by, descending: current === by ? !descending : by === 'created' || by === 'lastUsed' });
  };
  return { filter, change, sort };
}
