'use client';

import { useMutation } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { useTRPC } from '../trpc/client.tsx';

/** A token that is asked to last at least so much longer before it is used. */
const SPARE_MS = 30_000;

/**
 * The short-lived secret of the playground, in the page's memory alone: made when it is first needed, and anew shortly before
 * it ends.
 */
export function usePlaygroundToken(): () => Promise<string> {
  const trpc = useTRPC();
  // gcTime 0: the answer holds the secret and must not stay in the client's cache.
  const { mutateAsync } = useMutation(trpc.key.playgroundToken.mutationOptions({ gcTime: 0 }));
  const token = useRef<{ secret: string; endsAt: Date } | null>(null);
  return useCallback(async () => {
    if (!token.current || token.current.endsAt.getTime() - Date.now() < SPARE_MS) token.current = await mutateAsync();
    return token.current.secret;
  }, [mutateAsync]);
}
