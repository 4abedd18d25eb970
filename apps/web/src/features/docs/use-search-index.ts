'use client';

import { useEffect, useState } from 'react';
import type { SearchEntry } from './search-index.ts';

/** The index, fetched once it is wanted; after a failure again when it is wanted anew. */
export function useSearchIndex(wanted: boolean): { entries: SearchEntry[] | null; failed: boolean } {
  const [entries, setEntries] = useState<SearchEntry[] | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!wanted || entries) return;
    const request = new AbortController();
    setFailed(false);
    fetch('/docs/search-index.json', { signal: request.signal })
      .then(async (answer) => {
        if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
        setEntries(await answer.json());
      })
      .catch(() => {
        if (!request.signal.aborted) setFailed(true);
      });
    return () => request.abort();
  }, [wanted, entries]);
  return { entries, failed };
}
