'use client';

import { useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';

/** Runs `act` when the address asks for it (`/keys?create`), and takes the wish out of the address. */
export function useAskedFor(wish: string, act: () => void): void {
  const asked = useSearchParams().has(wish);
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (!asked) return;
    const address = new URL(window.location.href);
    address.searchParams.delete(wish);
    window.history.replaceState(null, '', `${address.pathname}${address.search}`);
    latest.current();
  }, [asked, wish]);
}
