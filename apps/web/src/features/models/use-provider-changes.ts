'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTRPC } from '../trpc/client.tsx';

/** Whose keys: one tenant's, or the operator's for all. */
export type ProviderKeyScope = 'tenant' | 'platform';

/** Sets and removes keys of providers; what the page shows follows. */
export function useProviderChanges(scope: ProviderKeyScope) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const router = useRouter();
  const onSuccess = async () => {
    await Promise.all([
      cache.invalidateQueries({ queryKey: trpc.provider.pathKey() }),
      cache.invalidateQueries({ queryKey: trpc.model.pathKey() }),
      cache.invalidateQueries({ queryKey: trpc.operator.models.queryKey() }),
    ]);
    // The cards of the models that it opens or closes come with the page.
    router.refresh();
  };
  // gcTime 0: what was sent holds the key and must not stay in the client's cache.
  const setOwn = useMutation(trpc.provider.set.mutationOptions({ gcTime: 0, onSuccess }));
  const setForAll = useMutation(trpc.provider.setOfPlatform.mutationOptions({ gcTime: 0, onSuccess }));
  const removeOwn = useMutation(trpc.provider.remove.mutationOptions({ onSuccess }));
  const removeForAll = useMutation(trpc.provider.removeOfPlatform.mutationOptions({ onSuccess }));
  return scope === 'tenant' ? { set: setOwn, remove: removeOwn } : { set: setForAll, remove: removeForAll };
}
