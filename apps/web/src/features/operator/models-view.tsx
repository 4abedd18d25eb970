'use client';

import type { ModelWithHealth } from '@gridsky/api/services';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { KeyValue } from '../../ui/key-value.tsx';
import { Status } from '../../ui/status.tsx';
import { toast } from '../../ui/toaster.tsx';
import { useOnce } from '../../ui/use-once.ts';
import { dollars } from '../pricing/plan-terms.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { modelHealth } from './model-health.ts';

const ModelPriceDialog = dynamic(
  () => import('./model-price-dialog.tsx').then(({ ModelPriceDialog }) => ModelPriceDialog),
  { ssr: false },
);
const DisableModelDialog = dynamic(
  () => import('./disable-model-dialog.tsx').then(({ DisableModelDialog }) => DisableModelDialog),
  { ssr: false },
);

/** Every model with how it is in each process, its price, and whether it is served. */
export function ModelsView({ initial }: { initial: ModelWithHealth[] }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const query = useQuery(
    trpc.operator.models.queryOptions(undefined, { initialData: initial, refetchInterval: 5_000 }),
  );
  const [pricing, setPricing] = useState<ModelWithHealth | null>(null);
  const [disabling, setDisabling] = useState<ModelWithHealth | null>(null);
  const priceOpened = useOnce(pricing !== null);
  const disableOpened = useOnce(disabling !== null);
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
      {models.length === 0 ? (
        <EmptyState title="There is no model">Add one with gridsky models add.</EmptyState>
      ) : (
        <div className="grid gap-4 lg:grid-cols-2">
          {models.map((model) => {
            const health = modelHealth(model);
            return (
              <Card
                key={model.id}
                title={model.displayName}
                description={<code className="text-13">{model.id}</code>}
                action={<Status tone={health.tone}>{health.word}</Status>}
              >
                <div className="grid gap-4">
                  {health.sentences.length > 0 ? (
                    <ul className="grid gap-1 rounded-md bg-bad-wash px-3 py-2 text-13 text-bad-ink">
                      {health.sentences.map((sentence) => (
                        <li key={sentence} className="wrap-anywhere">
                          {sentence}
                        </li>
                      ))}
                    </ul>
                  ) : null}
                  <KeyValue
                    items={[
                      {
                        name: 'Where from',
                        value:
                          model.folder ?? (model.provider === null ? 'Ships with Gridsky' : 'A provider, by its key'),
                        mono: model.folder !== null,
                      },
                      { name: 'Dimensions', value: model.dimensions.toLocaleString('en-US'), mono: true },
                      {
                        name: 'Longest text',
                        value: `${model.maxInputTokens.toLocaleString('en-US')} tokens`,
                        mono: true,
                      },
                      {
                        name: 'List price',
                        value: `${dollars(model.pricePerMillionNano)} a million tokens`,
                        mono: true,
                      },
                      { name: 'Plans', value: plansOf(model) },
                      { name: 'Processes', value: health.processes },
                    ]}
                  />
                  <div className="flex flex-wrap gap-2">
                    <Button size="sm" onClick={() => setPricing(model)}>
                      Change price
                    </Button>
                    {model.disabled ? (
                      <Button
                        size="sm"
                        busy={enable.isPending && enable.variables.id === model.id}
                        onClick={() => enable.mutate({ id: model.id, disabled: false })}
                      >
                        Enable
                      </Button>
                    ) : (
                      <Button size="sm" onClick={() => setDisabling(model)}>
                        Disable
                      </Button>
                    )}
                  </div>
                </div>
              </Card>
            );
          })}
        </div>
      )}
      {priceOpened ? <ModelPriceDialog model={pricing} onClose={() => setPricing(null)} onChanged={refresh} /> : null}
      {disableOpened ? (
        <DisableModelDialog model={disabling} onClose={() => setDisabling(null)} onChanged={refresh} />
      ) : null}
    </>
  );
}

function plansOf({ everyPlan, provider }: ModelWithHealth): string {
  if (everyPlan) return 'every plan';
  return provider === null ? 'those that list it' : 'those with own models';
}
