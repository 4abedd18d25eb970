'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/toaster.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';

/** The tenant's name, with its change; for somebody who may not change it, a plain sentence. The server checks it. */
export function TenantNameForm({ name, whyNot }: TenantNameFormProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const [shown, setShown] = useState({ name, typed: name });
  // Renamed meanwhile, here or elsewhere.
  if (shown.name !== name) setShown({ name, typed: name });
  const rename = useMutation(
    trpc.tenant.rename.mutationOptions({
      onSuccess: (_nothing, fields) => {
        toast('Tenant renamed', { description: `It is called ${fields.name} everywhere from now on.` });
        // The frame around the page shows the name too, and comes from the server.
        router.refresh();
      },
    }),
  );
  const refusal = rename.error ? requestError(rename.error) : undefined;
  const wrong = refusal?.param === 'name' ? refusal.message : undefined;
  return (
    <form
      noValidate
      className="grid max-w-md gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        rename.mutate({ name: shown.typed.trim() });
      }}
    >
      <Field label="Tenant name" hint={whyNot ?? 'What members see. Keys and usage stay as they are.'} error={wrong}>
        {(control) => (
          <Input
            {...control}
            value={shown.typed}
            readOnly={whyNot !== null}
            autoComplete="organization"
            onChange={(event) => setShown({ name, typed: event.target.value })}
          />
        )}
      </Field>
      {wrong ? null : <FormError message={refusal?.message} requestId={refusal?.requestId} docs={refusal?.docs} />}
      {whyNot === null ? (
        <div>
          <Button type="submit" busy={rename.isPending} disabled={shown.typed.trim() === name}>
            Rename
          </Button>
        </div>
      ) : null}
    </form>
  );
}

interface TenantNameFormProps {
  name: string;
  /** Why the reader may not change it; null: they may. */
  whyNot: string | null;
}
