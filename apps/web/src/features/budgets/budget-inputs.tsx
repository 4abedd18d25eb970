'use client';

import { formatDollars, nano } from '@gridsky/api/domain';
import type { BudgetView } from '@gridsky/api/services';
import type { UseFormReturn } from 'react-hook-form';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import type { BudgetFields, CheckedBudget } from './budget-form.ts';

export type BudgetForm = UseFormReturn<BudgetFields, unknown, CheckedBudget>;

/** The two thresholds of a monthly budget. */
export function BudgetInputs({ form }: { form: BudgetForm }) {
  const { errors } = form.formState;
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Field
        label="Monthly budget, $"
        hint="At list price, also on a flat plan. Past it requests are refused until the first of the month, UTC."
        error={errors.hardNano?.message}
      >
        {(control) => <DollarInput {...control} {...form.register('hardNano')} placeholder="None" />}
      </Field>
      <Field
        label="Tell us at, $"
        hint="Owners and admins get a mail, and the webhook an event."
        error={errors.softNano?.message}
      >
        {(control) => <DollarInput {...control} {...form.register('softNano')} placeholder="Not" />}
      </Field>
    </div>
  );
}

/** What the form begins with. */
export function budgetValues(budget: Pick<BudgetView, 'hardNano' | 'softNano'> | undefined): BudgetFields {
  const text = (amount: bigint | null | undefined) =>
    amount === null || amount === undefined ? '' : formatDollars(nano(amount));
  return { hardNano: text(budget?.hardNano), softNano: text(budget?.softNano) };
}

function DollarInput(props: React.ComponentProps<'input'>) {
  return <Input {...props} mono inputMode="decimal" autoComplete="off" />;
}
