'use client';

import { keyNameSchema } from '@gridsky/api/domain';
import type { KeyView } from '@gridsky/api/services';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogClose } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { Input } from '../../ui/input.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { type RequestError, requestError } from '../trpc/request-error.ts';

/** Gives a key another name. The key itself, and what uses it, stay as they are. */
export function RenameKeyDialog({ row, onClose, onRenamed }: RenameKeyDialogProps) {
  return (
    <Dialog
      open={row !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Rename key"
      description="Only the name changes. Programs that use the key notice nothing."
    >
      {row ? <RenameForm row={row} onRenamed={onRenamed} /> : null}
    </Dialog>
  );
}

interface RenameKeyDialogProps {
  /** null: closed. */
  row: KeyView | null;
  onClose: () => void;
  onRenamed: (key: KeyView) => void;
}

function RenameForm({ row, onRenamed }: { row: KeyView; onRenamed: (key: KeyView) => void }) {
  const trpc = useTRPC();
  const rename = useMutation(trpc.key.rename.mutationOptions());
  const [refusal, setRefusal] = useState<RequestError>();
  const form = useForm({ resolver: zodResolver(renameFields), defaultValues: { name: row.name } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ name }) => {
    setRefusal(undefined);
    try {
      onRenamed(await rename.mutateAsync({ keyId: row.id, name }));
    } catch (error) {
      setRefusal(requestError(error));
    }
  });
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label="Name" error={errors.name?.message}>
        {(control) => (
          <Input
            {...control}
            {...form.register('name')}
            autoComplete="off"
            onFocus={(event) => event.target.select()}
          />
        )}
      </Field>
      <FormError message={refusal?.message} requestId={refusal?.requestId} />
      <div className="flex justify-end gap-2 pt-1">
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={isSubmitting}>
          Rename
        </Button>
      </div>
    </form>
  );
}

const renameFields = z.object({ name: keyNameSchema });
