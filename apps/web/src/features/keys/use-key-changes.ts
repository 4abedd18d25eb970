'use client';

import type { KeyView } from '@gridsky/api/services';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '../../ui/toaster.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';

/** The changes of keys that need no dialog of their own, and how the shown list follows every change. */
export function useKeyChanges() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const queryKey = trpc.key.list.queryKey();
  const mutationKey = trpc.key.setDisabled.mutationKey();

  const replace = (changed: readonly KeyView[]) => {
    const byId = new Map(changed.map((key) => [key.id, key]));
    cache.setQueryData(queryKey, (keys) => keys?.map((key) => byId.get(key.id) ?? key));
  };
  const add = (made: KeyView) => {
    cache.setQueryData(queryKey, (keys) => [made, ...(keys ?? [])]);
  };

  const setDisabled = useMutation(
    trpc.key.setDisabled.mutationOptions({
      // Shown at once, as it can be undone; put back if the server refuses.
      onMutate: async ({ keyId, disabled }) => {
        await cache.cancelQueries({ queryKey });
        const before = cache.getQueryData(queryKey)?.find((key) => key.id === keyId);
        if (before) replace([{ ...before, state: disabled ? 'disabled' : 'active' }]);
        return before;
      },
      onError: (error, _input, before) => {
        if (before) replace([before]);
        toast.error(requestError(error).message);
      },
      // The last change of several under way reads the truth: an earlier one's answer would undo what is shown of a later.
      onSettled: () => (cache.isMutating({ mutationKey }) > 1 ? undefined : cache.invalidateQueries({ queryKey })),
    }),
  );

  const switchKey = (key: KeyView, disabled: boolean) => {
    setDisabled.mutate(
      { keyId: key.id, disabled },
      {
        onSuccess: () => {
          toast(disabled ? `${key.name} is disabled` : `${key.name} works again`, {
            description: disabled ? 'The API refuses it within a second.' : undefined,
            action: { label: 'Undo', onClick: () => switchKey(key, !disabled) },
          });
        },
      },
    );
  };

  return { replace, add, switchKey };
}
