import { useEffect, useState } from 'react';

/** The hour it is, epoch milliseconds of its start; turns with the clock. `now` is the server's, for the first paint. */
export function useCurrentHour(now: number): number {
  const [hour, setHour] = useState(() => hourOf(now));
  useEffect(() => {
    const timer = setInterval(() => setHour(hourOf(Date.now())), 10_000);
    return () => clearInterval(timer);
  }, []);
  return hour;
}

function hourOf(now: number): number {
  return Math.floor(now / 3_600_000) * 3_600_000;
}
