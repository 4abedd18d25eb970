'use client';

import type { KeyView } from '@gridsky/api/services';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { toast } from '../../ui/toaster.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { type CreatedKey, CreateKeyDialog } from './create-key-dialog.tsx';
import { KeyCount } from './key-count.tsx';
import { applyFilter } from './key-filter.ts';
import { KeyTable } from './key-table.tsx';
import { KeyToolbar } from './key-toolbar.tsx';
import { NoKeys } from './no-keys.tsx';
import { RenameKeyDialog } from './rename-key-dialog.tsx';
import { RevokeKeyDialog } from './revoke-key-dialog.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { useKeyChanges } from './use-key-changes.ts';
import { useKeyFilter } from './use-key-filter.ts';

/** The page of keys. `initialKeys` undefined: the server could not read them, so the browser asks and shows why. */
export function KeysView({ initialKeys, initialNow, plan, role, mayWrite, apiUrl }: KeysViewProps) {
  const trpc = useTRPC();
  const keys = useQuery(trpc.key.list.queryOptions(undefined, { initialData: initialKeys, refetchInterval: 10_000 }));
  const { replace, add, switchKey } = useKeyChanges();
  const { filter, change, sort } = useKeyFilter();
  const now = useNow(initialNow);
  const [creating, setCreating] = useState(false);
  const [created, setCreated] = useState<CreatedKey | null>(null);
  const [renaming, setRenaming] = useState<KeyView | null>(null);
  const [revoking, setRevoking] = useState<KeyView | null>(null);
  const used = keys.data?.filter((key) => key.state !== 'revoked').length;
  const createButton = mayWrite ? (
    <Button variant="primary" onClick={() => setCreating(true)}>
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
        {mayWrite ? null : (
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
              <KeyTable
                rows={keys.data && applyFilter(keys.data, filter)}
                now={now}
                filter={filter}
                onSort={sort}
                actions={mayWrite ? { onRename: setRenaming, onSetDisabled: switchKey, onRevoke: setRevoking } : null}
                empty={<NoKeys all={keys.data ?? []} filter={filter} onShow={change} create={createButton} />}
              />
            </>
          )}
        </section>
      </div>
      <CreateKeyDialog
        open={creating}
        onOpenChange={setCreating}
        onCreated={(made) => {
          add(made.key);
          setCreating(false);
          setCreated(made);
        }}
      />
      <SecretDialog created={created} apiUrl={apiUrl} onStored={() => setCreated(null)} />
      <RenameKeyDialog
        row={renaming}
        onClose={() => setRenaming(null)}
        onRenamed={(key) => {
          replace(key);
          setRenaming(null);
        }}
      />
      <RevokeKeyDialog
        row={revoking}
        onClose={() => setRevoking(null)}
        onRevoked={(key) => {
          replace(key);
          toast(`${key.name} is revoked`, { description: 'The API refuses it from now on.' });
        }}
      />
    </>
  );
}

interface KeysViewProps {
  initialKeys: KeyView[] | undefined;
  initialNow: Date;
  /** undefined: not known just now. */
  plan: { name: string; keysMax: number } | undefined;
  role: string;
  mayWrite: boolean;
  /** Origin of the API. */
  apiUrl: string;
}
