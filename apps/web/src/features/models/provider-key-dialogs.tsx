'use client';

import { type CatalogueProvider, PROVIDER_TITLES, PROVIDER_URLS, secretSchema } from '@gridsky/api/domain';
import type { ProviderConnectionView } from '@gridsky/api/services';
import { useState } from 'react';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/toaster.tsx';
import { requestError } from '../trpc/request-error.ts';
import type { OpenProviderDialog } from './provider-keys.tsx';
import { type ProviderKeyScope, useProviderChanges } from './use-provider-changes.ts';

/** Sets, replaces or removes the key of a provider. */
export function ProviderKeyDialogs({ scope, open, connections, onClose }: ProviderKeyDialogsProps) {
  const setting = open?.kind === 'set' ? open.provider : null;
  const title = setting ? PROVIDER_TITLES[setting] : '';
  return (
    <>
      <Dialog
        open={setting !== null}
        onOpenChange={(shown) => (shown ? undefined : onClose())}
        title={`Key of ${title}`}
        description="Sealed when it is saved, and never shown again but for its last four characters."
      >
        {setting ? (
          <KeyForm
            {...{ scope, onClose }}
            provider={setting}
            before={connections.find(({ provider }) => provider === setting)}
          />
        ) : null}
      </Dialog>
      <RemoveDialog {...{ scope, onClose }} provider={open?.kind === 'remove' ? open.provider : null} />
    </>
  );
}

interface ProviderKeyDialogsProps {
  scope: ProviderKeyScope;
  /** null: none. */
  open: OpenProviderDialog | null;
  connections: readonly ProviderConnectionView[];
  onClose: () => void;
}

function KeyForm({ scope, provider, before, onClose }: KeyFormProps) {
  const { set } = useProviderChanges(scope);
  const [secret, setSecret] = useState('');
  const [baseUrl, setBaseUrl] = useState(before?.baseUrl ?? '');
  const [wrong, setWrong] = useState<string>();
  const refusal = set.error ? requestError(set.error) : null;
  const atAddress = refusal?.param === 'baseUrl';
  return (
    <DialogForm
      submitLabel={before ? 'Replace key' : 'Set key'}
      busy={set.isPending}
      refusal={refusal?.param ? null : refusal}
      onSubmit={() => {
        const checked = secretSchema.safeParse(secret);
        setWrong(checked.error?.issues[0]?.message);
        if (!checked.success) return;
        set.mutate(
          { provider, secret: checked.data, baseUrl: baseUrl.trim() || null },
          {
            onSuccess: () => {
              onClose();
              toast(`The key of ${PROVIDER_TITLES[provider]} is set`, {
                description: 'Its models are served within a second.',
              });
            },
          },
        );
      }}
    >
      <Field label="Key" error={wrong ?? (refusal?.param === 'secret' ? refusal.message : undefined)}>
        {(control) => (
          <Input
            {...control}
            mono
            type="password"
            autoComplete="new-password"
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="Address"
        optional
        hint={`Empty: ${PROVIDER_URLS[provider]}`}
        error={atAddress ? refusal.message : undefined}
      >
        {(control) => (
          <Input
            {...control}
            mono
            inputMode="url"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder={PROVIDER_URLS[provider]}
            value={baseUrl}
            onChange={(event) => setBaseUrl(event.target.value)}
          />
        )}
      </Field>
    </DialogForm>
  );
}

interface KeyFormProps {
  scope: ProviderKeyScope;
  provider: CatalogueProvider;
  before: ProviderConnectionView | undefined;
  onClose: () => void;
}

function RemoveDialog({ scope, provider, onClose }: Omit<KeyFormProps, 'provider' | 'before'> & RemovedProvider) {
  const { remove } = useProviderChanges(scope);
  const refusal = remove.error ? requestError(remove.error) : null;
  const title = provider ? PROVIDER_TITLES[provider] : '';
  const close = () => {
    remove.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      open={provider !== null}
      onOpenChange={(shown) => (shown ? undefined : close())}
      title={`Remove the key of ${title}`}
      consequence={CONSEQUENCES[scope]}
      confirmLabel="Remove"
      refusal={refusal}
      busy={remove.isPending}
      onConfirm={() => provider && remove.mutate({ provider }, { onSuccess: close })}
    />
  );
}

interface RemovedProvider {
  /** null: closed. */
  provider: CatalogueProvider | null;
}

const CONSEQUENCES: Record<ProviderKeyScope, string> = {
  tenant:
    'The key is wiped. Requests for the provider’s models go by the operator’s key where there is one, and get 404 within a second where there is none.',
  platform:
    'The key is wiped. Requests for the provider’s models get 404 within a second, except from tenants with a key of their own.',
};
