import type { NanoDollars } from '@gridsky/api/domain';

('use client');

import type { BudgetView } from '@gridsky/api/services';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { type RequestError, requestError } from '../trpc/request-error.ts';
import { type BudgetFields, budgetFields } from './budget-form.ts';
import { type BudgetForm, BudgetInputs, budgetValues } from './budget-inputs.tsx';

/** What a budget is set for. `choose`: the dialog asks which key. */
export type BudgetSubject = BudgetView | 'choose';

/** Sets, changes or takes off one monthly budget. */
export function BudgetDialog({ subject, wholeTenant, taken, onClose }: BudgetDialogProps) {
  return (
    <Dialog
      open={subject !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={subject === 'choose' ? 'Set a monthly budget' : `Monthly budget: ${subject?.name ?? ''}`}
      description="What this month has come to so far counts. It takes effect within a second."
    >
      {subject ? <BudgetFormView {...{ subject, wholeTenant, taken, onClose }} /> : null}
    </Dialog>
  );
}

interface BudgetDialogProps {
  /** null: closed. */
  subject: BudgetSubject | null;
  /** The plan has a budget for the whole tenant. */
  wholeTenant: boolean;
  /** Ids of what has a budget already; `tenant` for the whole tenant. */
  taken: readonly string[];
  onClose: () => void;
}

function BudgetFormView({ subject, wholeTenant, taken, onClose }: BudgetDialogProps & { subject: BudgetSubject }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const set = useMutation(trpc.budget.set.mutationOptions());
  const given = subject === 'choose' ? undefined : subject;
  const [chosen, setChosen] = useState(given ? (given.keyId ?? whole) : '');
  const [unchosen, setUnchosen] = useState(false);
  const [refusal, setRefusal] = useState<RequestError>();
  const form: BudgetForm = useForm({ resolver: zodResolver(budgetFields), defaultValues: budgetValues(given) });
  const save = async (thresholds: { hardNano: NanoDollars | null; softNano: NanoDollars | null }) => {
    setRefusal(undefined);
    try {
      await set.mutateAsync({ keyId: chosen === whole ? null : chosen, ...thresholds });
      await queries.invalidateQueries(trpc.budget.list.queryFilter());
      onClose();
    } catch (error) {
      const refused = requestError(error);
      const field = refused.param as keyof BudgetFields;
      if (field === 'hardNano' || field === 'softNano') form.setError(field, { message: refused.message });
      else setRefusal(refused);
    }
  };
  const submit = form.handleSubmit((thresholds) => {
    setUnchosen(chosen === '');
    return chosen === '' ? undefined : save(thresholds);
  });
  return (
    <DialogForm
      submitLabel="Save"
      busy={form.formState.isSubmitting}
      refusal={refusal}
      onSubmit={submit}
      aside={given ? <Button onClick={() => save({ hardNano: null, softNano: null })}>Take off</Button> : null}
    >
      {given ? null : (
        <KeyChoice
          value={chosen}
          onChange={setChosen}
          error={unchosen && chosen === '' ? 'Choose what the budget is for.' : undefined}
          {...{ wholeTenant, taken }}
        />
      )}
      <BudgetInputs form={form} />
    </DialogForm>
  );
}

const whole = 'tenant';

interface KeyChoiceProps extends Pick<BudgetDialogProps, 'wholeTenant' | 'taken'> {
  value: string;
  onChange: (id: string) => void;
  error: string | undefined;
}

function KeyChoice({ value, onChange, error, wholeTenant, taken }: KeyChoiceProps) {
  const trpc = useTRPC();
  const keys = useQuery(trpc.key.list.queryOptions());
  const options = [
    ...(wholeTenant ? [{ value: whole, label: 'All keys together', hint: 'The whole tenant.' }] : []),
    ...(keys.data ?? [])
      .filter(({ state }) => state !== 'revoked')
      .map(({ id, name, display }) => ({ value: id, label: name, hint: display })),
  ].filter((option) => !taken.includes(option.value));
  return (
    <Field
      label="For"
      error={error}
      hint={wholeTenant ? undefined : 'A single key. A budget for the whole tenant comes with Enterprise.'}
    >
      {(control) => (
        <Select {...control} value={value} onChange={onChange} options={options} placeholder="Choose a key" />
      )}
    </Field>
  );
}
