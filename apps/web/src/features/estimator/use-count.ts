'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { FromCounter, Source, ToCounter } from './count/count.worker.ts';
import type { Lengths } from './count/count-documents.ts';

/** Where a model is counted that the browser has no tokenizer for; the secret is made when it is needed. */
export interface CountingApi {
  apiUrl: string;
  model: string;
  secret: () => Promise<string>;
}

export type CountState =
  | { is: 'idle' | 'done' | 'cancelled' }
  | { is: 'counting'; share: number | null; documents: number; tokens: number }
  | { is: 'failed'; message: string };

export interface Count {
  state: CountState;
  /** Counts these instead of what is being counted. */
  start: (sources: Source[], api: CountingApi | null) => Promise<void>;
  cancel: () => void;
  reset: () => void;
}

/** Counts in a worker of this page; `onCounted` gets the lengths of all documents, and the ratio to OpenAI's tokens. */
export function useCount(onCounted: (lengths: Lengths, openaiPerMille: number | null) => void): Count {
  const [state, setState] = useState<CountState>({ is: 'idle' });
  const worker = useRef<Worker | null>(null);
  const isBusy = useRef(false);
  const lastId = useRef(0);
  const told = useRef(onCounted);
  told.current = onCounted;

  const end = useCallback(() => {
    worker.current?.terminate();
    worker.current = null;
    isBusy.current = false;
  }, []);
  useEffect(() => end, [end]);

  const start = useCallback(
    async (sources: Source[], api: CountingApi | null) => {
      // A worker in the middle of a count can't be called off, only ended.
      if (isBusy.current) end();
      worker.current ??= new Worker(new URL('./count/count.worker.ts', import.meta.url), { type: 'module' });
      isBusy.current = true;
      const id = ++lastId.current;
      const bytes = sources.reduce((sum, source) => sum + ('file' in source ? source.file.size : 0), 0);
      setState({ is: 'counting', share: bytes > 0 ? 0 : null, documents: 0, tokens: 0 });
      const fail = (message: string) => {
        isBusy.current = false;
        setState({ is: 'failed', message });
      };
      worker.current.onerror = () => {
        end();
        fail('Counting stopped. Reload the page and try again.');
      };
      worker.current.onmessage = ({ data }: MessageEvent<FromCounter>) => {
        if (data.id !== id) return;
        if ('progress' in data) {
          const { documents, tokens } = data.progress;
          const share = bytes > 0 ? Math.min(1, data.progress.bytes / bytes) : null;
          setState({ is: 'counting', share, documents, tokens });
        } else if ('error' in data) fail(data.error);
        else {
          isBusy.current = false;
          setState({ is: 'done' });
          told.current(data.lengths, data.openaiPerMille);
        }
      };
      const { current } = worker;
      try {
        const secret = api ? await api.secret() : null;
        const counting = api && secret ? { apiUrl: api.apiUrl, model: api.model, secret } : null;
        // Meanwhile the page may have gone on to another count.
        if (current === worker.current) current.postMessage({ id, sources, api: counting } satisfies ToCounter);
      } catch (error) {
        if (id === lastId.current)
          fail(error instanceof Error ? error.message : 'The API gave no token to count with.');
      }
    },
    [end],
  );

  const stop = useCallback(
    (is: 'cancelled' | 'idle') => {
      if (isBusy.current) end();
      setState({ is });
    },
    [end],
  );
  const cancel = useCallback(() => stop('cancelled'), [stop]);
  const reset = useCallback(() => stop('idle'), [stop]);
  return { state, start, cancel, reset };
}
