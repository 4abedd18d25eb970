'use client';

import { useState } from 'react';

/** True from the first time that `now` is: what is fetched when it is first opened then stays, so that it can close in peace. */
export function useOnce(now: boolean): boolean {
  const [once, setOnce] = useState(now);
  if (now && !once) setOnce(true);
  return once || now;
}
