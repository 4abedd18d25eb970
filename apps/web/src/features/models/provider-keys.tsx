'use client';

import { CATALOGUE_PROVIDERS, type CatalogueProvider, PROVIDER_MODELS, PROVIDER_TITLES } from '@gridsky/api/domain';
import type { ProviderConnectionView } from '@gridsky/api/services';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Status } from '../../ui/status.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { maskedSecret } from './own-model-state.ts';
import type { ProviderKeyScope } from './use-provider-changes.ts';

const ProviderKeyDialogs = dynamic(
  () => import('./provider-key-dialogs.tsx').then(({ ProviderKeyDialogs }) => ProviderKeyDialogs),
  { ssr: false },
);

/** Keys of provider accounts, each of which opens that provider's models: the tenant's own, or those for the whole platform. */
export function ProviderKeys({ scope, initial, served = [], mayWrite }: ProviderKeysProps) {
  const trpc = useTRPC();
  const ofTenant = useQuery(
    trpc.provider.list.queryOptions(undefined, { initialData: initial, enabled: scope === 'tenant' }),
  );
  const ofPlatform = useQuery(
    trpc.provider.listOfPlatform.queryOptions(undefined, { initialData: initial, enabled: scope === 'platform' }),
  );
  const query = scope === 'tenant' ? ofTenant : ofPlatform;
  const [dialog, setDialog] = useState<OpenProviderDialog | null>(null);
  const [opened, setOpened] = useState(false);
  if (dialog && !opened) setOpened(true);
  return (
    <Card flush title="Provider keys" description={DESCRIPTIONS[scope]}>
      {query.error && !query.data ? (
        <ErrorState
          {...requestError(query.error)}
          action={<Button onClick={() => query.refetch()}>Try again</Button>}
        />
      ) : (
        <ul className="border-t">
          {CATALOGUE_PROVIDERS.map((provider) => (
            <ProviderRow
              key={provider}
              provider={provider}
              connection={query.data?.find((one) => one.provider === provider)}
              loading={query.data === undefined}
              byOperator={served.includes(provider)}
              onSet={mayWrite ? () => setDialog({ kind: 'set', provider }) : undefined}
              onRemove={mayWrite ? () => setDialog({ kind: 'remove', provider }) : undefined}
            />
          ))}
        </ul>
      )}
      {opened ? (
        <ProviderKeyDialogs
          scope={scope}
          open={dialog}
          connections={query.data ?? []}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </Card>
  );
}

export type OpenProviderDialog = { kind: 'set' | 'remove'; provider: CatalogueProvider };

interface ProviderKeysProps {
  scope: ProviderKeyScope;
  initial: ProviderConnectionView[] | undefined;
  /** Providers whose models the tenant has by the operator's key. */
  served?: readonly string[];
  mayWrite: boolean;
}

const DESCRIPTIONS: Record<ProviderKeyScope, string> = {
  tenant:
    'A key of yours opens a provider’s models under their public ids. Requests go by your account, and the provider bills you.',
  platform: 'A key opens a provider’s models to every tenant whose plan includes them. The provider bills you.',
};

function ProviderRow({ provider, connection, loading, byOperator, onSet, onRemove }: ProviderRowProps) {
  const title = PROVIDER_TITLES[provider];
  const ids = PROVIDER_MODELS.filter((model) => model.provider === provider).map(({ id }) => id);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-b px-4 py-3 last:border-0">
      <div className="grid min-w-0 gap-0.5">
        <p className="font-medium">{title}</p>
        <p className="text-12 text-ink-muted">
          {ids.map((id, place) => (
            <span key={id}>
              <code className="wrap-anywhere">{id}</code>
              {place < ids.length - 1 ? ', ' : ''}
            </span>
          ))}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <span className="mr-2 text-13">
          {loading ? (
            <Skeleton className="w-24" />
          ) : connection ? (
            <Status tone="good">{`Key ${maskedSecret(connection.secretLast4)}`}</Status>
          ) : (
            <Status tone={byOperator ? 'good' : 'off'}>{byOperator ? 'The operator’s key' : 'No key'}</Status>
          )}
        </span>
        {onSet && !loading ? (
          <Button size="sm" onClick={onSet} aria-label={`${connection ? 'Replace' : 'Set'} the key of ${title}`}>
            {connection ? 'Replace' : 'Set key'}
          </Button>
        ) : null}
        {connection && onRemove ? (
          <Button size="sm" onClick={onRemove} aria-label={`Remove the key of ${title}`}>
            Remove
          </Button>
        ) : null}
      </div>
    </li>
  );
}

interface ProviderRowProps {
  provider: CatalogueProvider;
  connection: ProviderConnectionView | undefined;
  loading: boolean;
  byOperator: boolean;
  /** undefined: the reader may only look. */
  onSet: (() => void) | undefined;
  onRemove: (() => void) | undefined;
}
