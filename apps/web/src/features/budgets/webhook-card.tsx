'use client';

import type { WebhookView } from '@gridsky/api/services';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { Input } from '../../ui/input.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { type RequestError, requestError } from '../trpc/request-error.ts';

const WebhookSecretDialog = dynamic(
  () => import('./webhook-secret-dialog.tsx').then(({ WebhookSecretDialog }) => WebhookSecretDialog),
  { ssr: false },
);

/** Where the tenant's own program is told of budgets, and how the newest events fared. */
export function WebhookCard({ maySet }: { maySet: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const webhook = useQuery(trpc.webhook.get.queryOptions(undefined, { refetchInterval: 10_000 }));
  const refresh = () => queries.invalidateQueries(trpc.webhook.get.queryFilter());
  const view = webhook.data;
  return (
    <Card
      title="Webhook"
      description="An https address of yours that is told when a budget reaches its first threshold, and when it refuses."
    >
      {webhook.isError && !view ? (
        <ErrorState
          {...requestError(webhook.error)}
          action={<Button onClick={() => webhook.refetch()}>Try again</Button>}
        />
      ) : view === undefined ? (
        <Skeleton height="h-16" />
      ) : (
        <div className="grid gap-4">
          {maySet ? (
            <WebhookForm key={view.url ?? ''} url={view.url} onChanged={refresh} />
          ) : (
            <p className="text-ink-muted">{view.url ?? 'None is set. Owners and admins set it.'}</p>
          )}
          {view.deliveries.length > 0 ? <Deliveries rows={view.deliveries} /> : null}
        </div>
      )}
    </Card>
  );
}

function WebhookForm({ url, onChanged }: { url: string | null; onChanged: () => Promise<unknown> }) {
  const trpc = useTRPC();
  const set = useMutation(trpc.webhook.set.mutationOptions());
  const remove = useMutation(trpc.webhook.remove.mutationOptions());
  const test = useMutation(trpc.webhook.test.mutationOptions());
  const [text, setText] = useState(url ?? '');
  const [refusal, setRefusal] = useState<RequestError>();
  const [made, setMade] = useState<{ url: string; secret: string } | null>(null);
  const attempt = async (work: () => Promise<unknown>) => {
    setRefusal(undefined);
    try {
      await work();
    } catch (error) {
      setRefusal(requestError(error));
    }
  };
  return (
    <form
      noValidate
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void attempt(async () => setMade(await set.mutateAsync({ url: text })));
      }}
    >
      <Field
        label="Address"
        hint="Each event is signed: X-ScaiGrid-Signature is the HMAC-SHA256 of its body."
        error={refusal?.param === 'url' ? refusal.message : undefined}
      >
        {(control) => (
          <Input
            {...control}
            type="url"
            mono
            autoComplete="off"
            spellCheck={false}
            placeholder="https://example.com/hooks/gridsky"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      {refusal && refusal.param !== 'url' ? (
        <FormError message={refusal.message} requestId={refusal.requestId} />
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" busy={set.isPending} disabled={text.trim() === ''}>
          {url === null ? 'Set webhook' : 'Save with a new secret'}
        </Button>
        {url === null ? null : (
          <>
            <Button
              busy={test.isPending}
              onClick={() =>
                attempt(async () => {
                  await test.mutateAsync();
                  await onChanged();
                })
              }
            >
              Send a test
            </Button>
            <Button
              variant="ghost"
              busy={remove.isPending}
              onClick={() =>
                attempt(async () => {
                  await remove.mutateAsync();
                  await onChanged();
                })
              }
            >
              Take off
            </Button>
          </>
        )}
      </div>
      {made ? (
        <WebhookSecretDialog
          secret={made.secret}
          onStored={() => {
            setMade(null);
            void onChanged();
          }}
        />
      ) : null}
    </form>
  );
}

const tones = { delivered: 'good', waiting: 'neutral', failed: 'bad' } as const;
const words = { delivered: 'Delivered', waiting: 'Waiting', failed: 'Given up' };

function Deliveries({ rows }: { rows: WebhookView['deliveries'] }) {
  return (
    <div className="grid gap-2">
      <h3 className="text-13 font-medium">Newest events</h3>
      <ul className="grid gap-2 text-13">
        {rows.map(({ id, event, createdAt, state, attempts, lastStatus, lastError }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <Badge tone={tones[state]}>{words[state]}</Badge>
            <code>{event}</code>
            <span className="figures text-ink-muted">{createdAt.toISOString().slice(0, 16).replace('T', ' ')} UTC</span>
            {state === 'delivered' || attempts === 0 ? null : (
              <span className="text-ink-muted">
                {attempts === 1 ? '1 attempt' : `${attempts} attempts`}
                {lastStatus === null ? '' : `, answered ${lastStatus}`}. {lastError}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
