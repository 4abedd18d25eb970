'use client';

import type { BudgetView } from '@gridsky/api/services';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useForm } from 'react-hook-form';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { budgetFields } from './budget-form.ts';
import { type BudgetForm, BudgetInputs, budgetValues } from './budget-inputs.tsx';

export type KeyBudget = {
  form: BudgetForm;
  /** Saves what was changed; false when it was refused, which the fields then say. */
  save: () => Promise<boolean>;
};

/** A key's monthly budget as part of another form. */
export function useKeyBudget(keyId: string): KeyBudget {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const set = useMutation(trpc.budget.set.mutationOptions());
  const budgets = useQuery(trpc.budget.list.queryOptions());
  const known: BudgetView | undefined = budgets.data?.find((budget) => budget.keyId === keyId);
  const form: BudgetForm = useForm({ resolver: zodResolver(budgetFields), defaultValues: budgetValues(known) });
  const { reset, formState } = form;
  // Read once so that the form tells what was changed: it watches only what is asked of it.
  const { isDirty } = formState;
  useEffect(() => {
    if (!isDirty) reset(budgetValues(known));
  }, [known, isDirty, reset]);
  const save = async () => {
    if (!isDirty) return true;
    let saved = false;
    await form.handleSubmit(async (thresholds) => {
      try {
        await set.mutateAsync({ keyId, ...thresholds });
        await queries.invalidateQueries(trpc.budget.list.queryFilter());
        saved = true;
      } catch (error) {
        form.setError('hardNano', { message: requestError(error).message });
      }
    })();
    return saved;
  };
  return { form, save };
}

export function KeyBudgetFields({ budget }: { budget: KeyBudget }) {
  return (
    <fieldset className="grid gap-2">
      <legend className="sr-only">Monthly budget</legend>
      <BudgetInputs form={budget.form} />
    </fieldset>
  );
}
