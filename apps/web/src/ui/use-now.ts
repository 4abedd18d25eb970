'use client';

import { useEffect, useState } from 'react';

/**
 * The time, renewed every half minute so that "4 min ago" stays true. `initial` is the server's time of the page, so
 * that the first paint in the browser equals the server's.
 */
export function useNow(initial: Date): Date {
  const [now, setNow] = useState(initial);
  useEffect(() => {
    setNow(new Date());
    const timer = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
