'use client';

import type { OwnModelHealth, PrivateModelView } from '@gridsky/api/services';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import type { OpenModelDialog } from './own-model-dialogs.tsx';
import type { OwnModelActions } from './own-model-menu.tsx';
import { OwnModelTable } from './own-model-table.tsx';
import { useOwnModels } from './use-own-models.ts';

const OwnModelDialogs = dynamic(
  () => import('./own-model-dialogs.tsx').then(({ OwnModelDialogs }) => OwnModelDialogs),
  {
    ssr: false,
  },
);

/** The tenant's own models with all that can be done with them. `initial` undefined: the browser asks, and shows why it can't. */
export function OwnModelsView({ initial, initialHealth, initialNow, max, mayWrite, apiUrl }: OwnModelsViewProps) {
  const trpc = useTRPC();
  const { query, refresh, test, enable, enablingId, phaseOf } = useOwnModels(initial);
  const health = useQuery(
    trpc.privateModel.health.queryOptions(undefined, { initialData: initialHealth, refetchInterval: 10_000 }),
  );
  const now = useNow(initialNow);
  const [dialog, setDialog] = useState<OpenModelDialog | null>(null);
  // Kept once opened: a dialog that closes still has its way out to show.
  const [opened, setOpened] = useState(false);
  if (dialog && !opened) setOpened(true);
  const rows = query.data;
  const isFull = rows !== undefined && rows.length >= max;
  const actions: OwnModelActions = {
    onTest: (row) => void test(row),
    onEnable: enable,
    onEdit: (row) => setDialog({ kind: 'edit', row }),
    onCode: (row) => setDialog({ kind: 'code', row }),
    onRemove: (row) => setDialog({ kind: 'remove', row }),
  };
  const add = mayWrite ? (
    <Button variant="primary" disabled={isFull} onClick={() => setDialog({ kind: 'add' })}>
      <Plus aria-hidden />
      Add model
    </Button>
  ) : null;
  return (
    <Card
      flush
      title="Your models"
      description={
        <>
          Endpoints and uploads of yours behind the same API.{' '}
          {rows && rows.length > 0 ? `${rows.length} of ${max} in use. ` : null}
          <Link href="/docs/own-models" className="text-accent-ink underline underline-offset-2">
            How they work
          </Link>
        </>
      }
      action={rows?.length === 0 ? null : add}
    >
      {query.error && !rows ? (
        <ErrorState
          {...requestError(query.error)}
          action={<Button onClick={() => query.refetch()}>Try again</Button>}
        />
      ) : rows === undefined ? (
        <div role="status" aria-label="Loading your models" className="grid gap-3 border-t p-4">
          <Skeleton className="w-64" />
          <Skeleton className="w-48" />
        </div>
      ) : rows.length === 0 ? (
        <EmptyState title="No model of your own yet" action={add}>
          {mayWrite
            ? 'Plug in Cohere, Voyage, OpenAI, a server of yours with BGE or any JSON endpoint, or upload an ONNX model. A test finds its width before it serves.'
            : 'Owners and admins of this tenant add them.'}
        </EmptyState>
      ) : (
        <OwnModelTable
          {...{ rows, now, phaseOf, enablingId }}
          health={health.data ?? []}
          actions={mayWrite ? actions : { ...actions, readOnly: true }}
        />
      )}
      {opened ? (
        <OwnModelDialogs
          open={dialog}
          all={rows ?? []}
          apiUrl={apiUrl}
          onClose={() => setDialog(null)}
          onSaved={(model, untested) => {
            setDialog(null);
            void (untested ? test(model) : refresh());
          }}
          onRemoved={() => {
            setDialog(null);
            void refresh();
          }}
        />
      ) : null}
    </Card>
  );
}

interface OwnModelsViewProps {
  initial: PrivateModelView[] | undefined;
  initialHealth: OwnModelHealth[] | undefined;
  initialNow: Date;
  /** How many the plan includes. */
  max: number;
  mayWrite: boolean;
  /** Origin of the API. */
  apiUrl: string;
}
