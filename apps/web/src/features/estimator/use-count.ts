'use client';

import { useEffect, useRef, useState } from 'react';
import { CountRunner, type CountState } from './count-runner.ts';

/** A runner that lives as long as the page, and where it stands; `onState` hears each change first. */
export function useCount(onState: (state: CountState) => void): { state: CountState; runner: () => CountRunner } {
  const [state, setState] = useState<CountState>({ is: 'idle' });
  const runner = useRef<CountRunner | null>(null);
  const told = useRef(onState);
  useEffect(() => {
    told.current = onState;
  });
  useEffect(
    () => () => {
      runner.current?.end();
      runner.current = null;
    },
    [],
  );
  return {
    state,
    runner: () => {
      runner.current ??= new CountRunner((next) => {
        told.current(next);
        setState(next);
      });
      return runner.current;
    },
  };
}
