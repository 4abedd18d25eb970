'use client';

import type { ModelWithHealth } from '@gridsky/api/services';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { EmptyState } from '../../ui/empty-state.tsx';
import { toast } from '../../ui/toaster.tsx';
import { useOnce } from '../../ui/use-once.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { RefreshNotice } from '../usage/refresh-notice.tsx';
import { PlatformModelCard } from './platform-model-card.tsx';

const PlatformModelDialogs = dynamic(
  () => import('./platform-model-dialogs.tsx').then(({ PlatformModelDialogs }) => PlatformModelDialogs),
  { ssr: false },
);

/** Which dialog is open, and for what. */
export type OpenPlatformModelDialog =
  | { kind: 'price' | 'disable' | 'alias'; model: ModelWithHealth }
  | { kind: 'removeAlias'; alias: string };

/** Every model with how it is in each process, its price, its other names, and whether it is served. */
export function ModelsView({ initial }: { initial: ModelWithHealth[] }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const query = useQuery(
    trpc.operator.models.queryOptions(undefined, { initialData: initial, refetchInterval: 5_000 }),
  );
  const [dialog, setDialog] = useState<OpenPlatformModelDialog | null>(null);
  const opened = useOnce(dialog !== null);
  const refresh = () => void cache.invalidateQueries({ queryKey: trpc.operator.pathKey() });
  const enable = useMutation(
    trpc.operator.changeModel.mutationOptions({
      onSuccess: (_nothing, { id }) => {
        refresh();
        toast(`${id} is enabled`, { description: 'It is served once it is loaded.' });
      },
      onError: (error) => toast.error(requestError(error).message),
    }),
  );
  const models = query.data;
  return (
    <>
      {query.error ? (
        <RefreshNotice
          error={requestError(query.error)}
          updatedAt={query.dataUpdatedAt}
          onRetry={() => query.refetch()}
        />
      ) : null}
      {models.length === 0 ? (
        <EmptyState title="There is no model">Add one with gridsky models add.</EmptyState>
      ) : (
        <div className="grid gap-4 lg:grid-cols-2">
          {models.map((model) => (
            <PlatformModelCard
              key={model.id}
              model={model}
              enabling={enable.isPending && enable.variables.id === model.id}
              on={{
                price: () => setDialog({ kind: 'price', model }),
                disable: () => setDialog({ kind: 'disable', model }),
                enable: () => enable.mutate({ id: model.id, disabled: false }),
                addAlias: () => setDialog({ kind: 'alias', model }),
                removeAlias: (alias) => setDialog({ kind: 'removeAlias', alias }),
              }}
            />
          ))}
        </div>
      )}
      {opened ? <PlatformModelDialogs open={dialog} onClose={() => setDialog(null)} onChanged={refresh} /> : null}
    </>
  );
}
