'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/toaster.tsx';
import { lateResolver } from '../form/late-resolver.ts';
import { useTRPC } from '../trpc/client.tsx';
import { type RequestError, requestError } from '../trpc/request-error.ts';

/** The tenant's name, with its change; for a role that may not change it, a plain sentence. */
export function TenantNameForm({ name, role, mayRename }: { name: string; role: string; mayRename: boolean }) {
  const trpc = useTRPC();
  const router = useRouter();
  const rename = useMutation(trpc.tenant.rename.mutationOptions());
  const [refusal, setRefusal] = useState<RequestError>();
  const form = useForm({ resolver: lateResolver('tenantFields'), values: { name } });
  const { errors, isSubmitting, isDirty } = form.formState;
  const submit = form.handleSubmit(async (fields) => {
    setRefusal(undefined);
    try {
      await rename.mutateAsync(fields);
      form.reset(fields);
      toast('Tenant renamed', { description: `It is called ${fields.name} everywhere from now on.` });
      // The frame around the page shows the name too, and comes from the server.
      router.refresh();
    } catch (error) {
      setRefusal(requestError(error));
    }
  });
  return (
    <form onSubmit={submit} noValidate className="grid max-w-md gap-3">
      <Field
        label="Tenant name"
        hint={
          mayRename
            ? 'What members see. Keys and usage stay as they are.'
            : `Your role (${role}) may not rename it. Ask an owner or admin.`
        }
        error={errors.name?.message}
      >
        {(control) => (
          <Input
            {...control}
            {...form.register('name')}
            defaultValue={name}
            readOnly={!mayRename}
            autoComplete="organization"
          />
        )}
      </Field>
      <FormError message={refusal?.message} requestId={refusal?.requestId} docs={refusal?.docs} />
      {mayRename ? (
        <div>
          <Button type="submit" busy={isSubmitting} disabled={!isDirty}>
            Rename
          </Button>
        </div>
      ) : null}
    </form>
  );
}
