'use client';

import type { KeyView } from '@gridsky/api/services';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { isoDay } from '../../ui/time-ago.ts';
import { KeyBudgetFields, useKeyBudget } from '../budgets/key-budget.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { type RequestError, requestError } from '../trpc/request-error.ts';
import { KeyFieldset, type KeyForm } from './key-fields.tsx';
import { fieldOf, keyFields, keyFormValues, keyTerms } from './key-form.ts';
import { hasRestrictions } from './key-limits.ts';
import { type KeyPlan, KeyRestrictions } from './key-restrictions.tsx';

/** Changes everything of a key but its kind and its secret. */
export function EditKeyDialog({ row, plan, maySetBudget, onClose, onChanged }: EditKeyDialogProps) {
  return (
    <Dialog
      open={row !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Edit key"
      description={
        row ? (
          <>
            <code className="text-13">{row.display}</code>, made {isoDay(row.createdAt)} by{' '}
            <span className="wrap-anywhere">{row.createdBy ?? 'the operator'}</span>. Changes take effect within a
            second; the secret stays.
          </>
        ) : undefined
      }
    >
      {row ? <EditForm {...{ row, plan, maySetBudget, onChanged }} /> : null}
    </Dialog>
  );
}

interface EditKeyDialogProps {
  /** null: closed. */
  row: KeyView | null;
  plan: KeyPlan | undefined;
  maySetBudget: boolean;
  onClose: () => void;
  onChanged: (key: KeyView) => void;
}

type EditFormProps = Pick<EditKeyDialogProps, 'plan' | 'maySetBudget' | 'onChanged'> & { row: KeyView };

function EditForm({ row, plan, maySetBudget, onChanged }: EditFormProps) {
  const trpc = useTRPC();
  const update = useMutation(trpc.key.update.mutationOptions());
  const [refusal, setRefusal] = useState<RequestError>();
  const budget = useKeyBudget(row.id);
  const form: KeyForm = useForm({ resolver: zodResolver(keyFields), defaultValues: keyFormValues(row) });
  const submit = form.handleSubmit(async (fields) => {
    setRefusal(undefined);
    if (!(await budget.save())) return;
    try {
      onChanged(await update.mutateAsync({ keyId: row.id, ...keyTerms(fields, new Date(), row) }));
    } catch (error) {
      const refused = requestError(error);
      const field = fieldOf(refused.param);
      if (field) form.setError(field, { message: refused.message }, { shouldFocus: true });
      else setRefusal(refused);
    }
  });
  return (
    <DialogForm submitLabel="Save" busy={form.formState.isSubmitting} refusal={refusal} onSubmit={submit}>
      <KeyFieldset form={form} endsBefore={row.expiresAt} withMode={false} />
      <KeyRestrictions form={form} plan={plan} open={hasRestrictions(row)} />
      {maySetBudget ? <KeyBudgetFields budget={budget} /> : null}
    </DialogForm>
  );
}
