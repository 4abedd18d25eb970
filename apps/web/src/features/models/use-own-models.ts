'use client';

import type { PrivateModelView } from '@gridsky/api/services';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from '../../ui/toaster.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { type AskedTest, testPhase } from './own-model-state.ts';

/** The tenant's own models, live, and the changes of them that ask nothing first. */
export function useOwnModels(initial: PrivateModelView[] | undefined) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [asked, setAsked] = useState<ReadonlyMap<string, AskedTest>>(new Map());
  const isTesting = (row: PrivateModelView) => testPhase(row, asked.get(row.id), Date.now()) === 'running';
  const query = useQuery(
    trpc.privateModel.list.queryOptions(undefined, {
      initialData: initial,
      refetchInterval: ({ state }) => (state.data?.some(isTesting) ? 700 : 10_000),
    }),
  );
  const refresh = () => cache.invalidateQueries({ queryKey: trpc.privateModel.pathKey() });
  const failed = (error: unknown) => toast.error(requestError(error).message);

  const requestTest = useMutation(trpc.privateModel.test.mutationOptions({ onError: failed }));
  const test = async (row: Pick<PrivateModelView, 'id' | 'testedAt'>) => {
    setAsked((before) => new Map(before).set(row.id, { at: Date.now(), before: row.testedAt }));
    try {
      await requestTest.mutateAsync({ id: row.id });
    } catch {
      setAsked((before) => new Map([...before].filter(([id]) => id !== row.id)));
    }
    await refresh();
  };

  const setEnabled = useMutation(
    trpc.privateModel.setEnabled.mutationOptions({ onError: failed, onSettled: () => refresh() }),
  );
  const enable = (row: PrivateModelView, enabled: boolean) => {
    setEnabled.mutate(
      { id: row.id, enabled },
      {
        onSuccess: () =>
          toast(enabled ? `${row.alias} is enabled` : `${row.alias} is disabled`, {
            description: enabled
              ? 'Requests that name it are served within a second.'
              : 'Requests that name it get 404 within a second. Its settings and its secret stay.',
          }),
      },
    );
  };

  return {
    query,
    refresh,
    test,
    enable,
    enablingId: setEnabled.isPending ? setEnabled.variables.id : null,
    // The clock of what is shown: it moves with each reading of the list.
    phaseOf: (row: PrivateModelView) =>
      testPhase(row, asked.get(row.id), Math.max(query.dataUpdatedAt, query.errorUpdatedAt)),
  };
}
