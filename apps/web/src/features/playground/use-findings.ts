'use client';

import { useCallback, useRef, useState } from 'react';
import { requestError } from '../trpc/request-error.ts';
import { EmbedRefused } from './embed-texts.ts';
import { findOut, type Inputs, type Outcome } from './outcome.ts';
import type { Ask } from './use-maths.ts';

export type Findings =
  | { status: 'none' }
  | { status: 'working'; what: string; share: number }
  | { status: 'done'; outcomes: Outcome[] }
  | { status: 'failed'; message: string; requestId: string | null };

/** Runs a tool with one model or two, one after the other; a new run ends the one before. */
export function useFindings(apiUrl: string, ask: Ask, token: () => Promise<string>) {
  const [findings, setFindings] = useState<Findings>({ status: 'none' });
  const running = useRef<AbortController | null>(null);

  const run = useCallback(
    async (inputs: Inputs, models: readonly { model: string; dimensions: number | null }[]) => {
      running.current?.abort();
      const mine = new AbortController();
      running.current = mine;
      const tell = (next: Findings) => {
        if (!mine.signal.aborted) setFindings(next);
      };
      tell({ status: 'working', what: 'Asking the API', share: 0 });
      try {
        const outcomes: Outcome[] = [];
        for (const { model, dimensions } of models) {
          const outcome = await findOut(
            inputs,
            { apiUrl, model, dimensions },
            {
              embed: { fetch: globalThis.fetch.bind(globalThis), token, signal: mine.signal },
              ask,
              clock: () => performance.now(),
              onProgress: (what, share) => tell({ status: 'working', what: `${model}: ${what}`, share }),
            },
          );
          outcomes.push(outcome);
        }
        tell({ status: 'done', outcomes });
      } catch (error) {
        tell({ status: 'failed', ...failure(error) });
      }
    },
    [apiUrl, ask, token],
  );
  return { findings, run };
}

function failure(error: unknown): { message: string; requestId: string | null } {
  if (error instanceof EmbedRefused) return { message: error.message, requestId: error.requestId };
  if (error instanceof Error && 'data' in error) {
    return { message: requestError(error as Parameters<typeof requestError>[0]).message, requestId: null };
  }
  return { message: error instanceof Error ? error.message : String(error), requestId: null };
}
