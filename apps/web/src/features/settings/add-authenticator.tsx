'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { Input } from '../../ui/input.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { lateResolver } from '../form/late-resolver.ts';
import { useTRPC } from '../trpc/client.tsx';
import { type RequestError, requestError } from '../trpc/request-error.ts';
import { OwnPasswordForm } from './own-password-form.tsx';

type Begun = { secret: string; uri: string };

/** Password, then scan and type a first code. `onAdded` gets the recovery codes to show. */
export function AddAuthenticator({ open, onClose, onAdded }: AddAuthenticatorProps) {
  const trpc = useTRPC();
  const begin = useMutation(trpc.secondFactor.begin.mutationOptions());
  const [begun, setBegun] = useState<Begun | null>(null);
  const close = () => {
    setBegun(null);
    onClose();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(shown) => (shown ? undefined : close())}
      title="Add authenticator"
      description={
        begun
          ? 'Scan the code with an authenticator app, or type its key there. Then enter the six digits that it shows.'
          : 'An app on your phone that shows a new code every 30 seconds. Signing in asks for one from then on.'
      }
    >
      {begun ? (
        <FirstCode
          begun={begun}
          onAdded={(recoveryCodes) => {
            setBegun(null);
            onAdded(recoveryCodes);
          }}
        />
      ) : (
        <OwnPasswordForm
          submitLabel="Continue"
          onSubmit={async (currentPassword) => setBegun(await begin.mutateAsync({ currentPassword }))}
        />
      )}
    </Dialog>
  );
}

interface AddAuthenticatorProps {
  open: boolean;
  onClose: () => void;
  onAdded: (recoveryCodes: string[]) => void;
}

function FirstCode({ begun, onAdded }: { begun: Begun; onAdded: (recoveryCodes: string[]) => void }) {
  const trpc = useTRPC();
  const confirm = useMutation(trpc.secondFactor.confirm.mutationOptions());
  const [refusal, setRefusal] = useState<RequestError>();
  const form = useForm({ resolver: lateResolver('authenticatorFields'), defaultValues: { code: '' } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    setRefusal(undefined);
    try {
      onAdded((await confirm.mutateAsync(values)).recoveryCodes);
    } catch (error) {
      const refused = requestError(error);
      if (refused.param === 'code') form.setError('code', { message: refused.message }, { shouldFocus: true });
      else setRefusal(refused);
    }
  });
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <div className="flex flex-wrap items-center gap-4">
        <QrCode text={begun.uri} label="QR code for the authenticator" />
        <div className="grid min-w-0 flex-1 basis-40 gap-1">
          <p className="text-13 font-medium">Key</p>
          <code data-testid="authenticator-key" className="text-13 break-all select-all">
            {begun.secret.match(/.{1,4}/g)?.join(' ')}
          </code>
          <div className="pt-1">
            <CopyButton text={begun.secret} label="Copy key" />
          </div>
        </div>
      </div>
      <Field label="Code" error={errors.code?.message}>
        {(control) => (
          <Input
            {...control}
            {...form.register('code')}
            mono
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={9}
            autoFocus
          />
        )}
      </Field>
      <FormError message={refusal?.message} requestId={refusal?.requestId} docs={refusal?.docs} />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" busy={isSubmitting}>
          Turn on
        </Button>
      </div>
    </form>
  );
}
