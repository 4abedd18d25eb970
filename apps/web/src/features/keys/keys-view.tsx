'use client';

import type { KeyView } from '@gridsky/api/services';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useAskedFor } from '../shell/use-asked-for.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { KeyCount } from './key-count.tsx';
import type { OpenDialog } from './key-dialogs.tsx';
import { applyFilter } from './key-filter.ts';
import type { KeyActions } from './key-menu.tsx';
import type { KeyPlan } from './key-restrictions.tsx';
import { KeyTable } from './key-table.tsx';
import { KeyToolbar } from './key-toolbar.tsx';
import { NoKeys } from './no-keys.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useKeyChanges } from './use-key-changes.ts';
import { useKeyFilter } from './use-key-filter.ts';
import { useKeySelection } from './use-key-selection.ts';

const KeyDialogs = dynamic(() => import('./key-dialogs.tsx').then(({ KeyDialogs }) => KeyDialogs), { ssr: false });

/** The page of keys. `initialKeys` undefined: the server could not read them, so the browser asks and shows why. */
export function KeysView({ initialKeys, initialNow, plan, role, mayWrite, maySetBudget, apiUrl }: KeysViewProps) {
  const trpc = useTRPC();
  const keys = useQuery(trpc.key.list.queryOptions(undefined, { initialData: initialKeys, refetchInterval: 10_000 }));
  const { replace, add, switchKey } = useKeyChanges();
  const { filter, change, sort } = useKeyFilter();
  const now = useNow(initialNow);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  // Kept once opened: a dialog that closes still has its way out to show.
  const [opened, setOpened] = useState(false);
  if (dialog && !opened) setOpened(true);
  useAskedFor('create', () => {
    if (mayWrite) setDialog({ kind: 'create' });
  });
  const rows = keys.data && applyFilter(keys.data, filter);
  const selection = useKeySelection(rows ?? []);
  const used = keys.data?.filter((key) => key.state !== 'revoked').length;
  const actions: KeyActions = {
    onEdit: (row) => setDialog({ kind: 'edit', row }),
    onRotate: (row) => setDialog({ kind: 'rotate', row }),
    onEndGrace: (row) => setDialog({ kind: 'endGrace', row }),
    onSetDisabled: switchKey,
    onRevoke: (row) => setDialog({ kind: 'revoke', rows: [row] }),
  };
  const createButton = mayWrite ? (
    <Button variant="primary" onClick={() => setDialog({ kind: 'create' })}>
      <Plus aria-hidden />
      Create key
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title="Keys"
        description="Each program that calls the API has its own key, so that one can be stopped without the others."
        action={keys.data?.length === 0 ? null : createButton}
      />
      <div className="grid gap-3">
        {used === undefined || !plan ? null : <KeyCount used={used} keysMax={plan.keysMax} planName={plan.name} />}
        {mayWrite || role === null ? null : (
          <p className="text-13 text-ink-muted">Your role ({role}) may see keys but not change them.</p>
        )}
        <section aria-label="Keys" className="min-w-0 rounded-lg border bg-surface">
          {keys.error && !keys.data ? (
            <ErrorState
              {...requestError(keys.error)}
              action={<Button onClick={() => keys.refetch()}>Try again</Button>}
            />
          ) : (
            <>
              {keys.data?.length === 0 ? null : <KeyToolbar filter={filter} onChange={change} />}
              {mayWrite ? (
                <SelectionBar
                  selection={selection}
                  onRevoke={() => setDialog({ kind: 'revoke', rows: selection.rows })}
                />
              ) : null}
              <KeyTable
                rows={rows}
                now={now}
                filter={filter}
                onSort={sort}
                actions={mayWrite ? actions : null}
                selection={selection}
                empty={<NoKeys all={keys.data ?? []} filter={filter} onShow={change} create={createButton} />}
              />
            </>
          )}
        </section>
      </div>
      {opened ? (
        <KeyDialogs
          open={dialog}
          onClose={() => setDialog(null)}
          plan={plan}
          maySetBudget={maySetBudget}
          apiUrl={apiUrl}
          now={now}
          onAdded={add}
          onChanged={replace}
        />
      ) : null}
    </>
  );
}

interface KeysViewProps {
  initialKeys: KeyView[] | undefined;
  initialNow: Date;
  /** undefined: not known just now. */
  plan: KeyPlan | undefined;
  /** null: it is not the role that keeps the reader from changing keys. */
  role: string | null;
  mayWrite: boolean;
  maySetBudget: boolean;
  /** Origin of the API. */
  apiUrl: string;
}
