'use client';

import type { ModelWithHealth } from '@gridsky/api/services';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { KeyValue } from '../../ui/key-value.tsx';
import { Status } from '../../ui/status.tsx';
import { toast } from '../../ui/toaster.tsx';
import { dollars } from '../pricing/plan-terms.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { modelHealth } from './model-health.ts';
import { ModelPriceDialog } from './model-price-dialog.tsx';

/** Every model with how it is in each process, its price, and whether it is served. */
export function ModelsView({ initial }: { initial: ModelWithHealth[] }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const query = useQuery(
    trpc.operator.models.queryOptions(undefined, { initialData: initial, refetchInterval: 5_000 }),
  );
  const [pricing, setPricing] = useState<ModelWithHealth | null>(null);
  const [disabling, setDisabling] = useState<ModelWithHealth | null>(null);
  const refresh = () => void cache.invalidateQueries({ queryKey: trpc.operator.pathKey() });
  const change = useMutation(
    trpc.operator.changeModel.mutationOptions({
      onSuccess: (_nothing, { id, disabled }) => {
        refresh();
        setDisabling(null);
        toast(disabled ? `${id} is disabled` : `${id} is enabled`, {
          description: disabled ? 'Every process stops serving it within a second.' : 'It is served once it is loaded.',
        });
      },
      onError: (error, { disabled }) => {
        // A refusal to disable shows in its dialog.
        if (!disabled) toast.error(requestError(error).message);
      },
    }),
  );
  const refusal = change.error ? requestError(change.error) : null;
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
                      { name: 'Where from', value: model.folder ?? 'Ships with Gridsky', mono: model.folder !== null },
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
                      { name: 'Plans', value: model.everyPlan ? 'every plan' : 'those that list it' },
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
                        busy={change.isPending && change.variables.id === model.id}
                        onClick={() => change.mutate({ id: model.id, disabled: false })}
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
      <ModelPriceDialog model={pricing} onClose={() => setPricing(null)} onChanged={refresh} />
      <ConfirmDialog
        open={disabling !== null}
        onOpenChange={(open) => {
          if (open) return;
          setDisabling(null);
          change.reset();
        }}
        title={disabling ? `Disable ${disabling.id}` : ''}
        consequence="Every request for it gets 404 within a second, from all tenants. Vectors made with it stay valid; its place in plans and its price are kept."
        confirmLabel="Disable"
        busy={change.isPending}
        onConfirm={() => disabling && change.mutate({ id: disabling.id, disabled: true })}
      >
        <FormError message={refusal?.message} requestId={refusal?.requestId} />
      </ConfirmDialog>
    </>
  );
}
