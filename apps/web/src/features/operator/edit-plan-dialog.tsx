'use client';

import { LIMIT_NAMES } from '@gridsky/api/domain';
import type { ModelWithHealth } from '@gridsky/api/services';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/toaster.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { limitLabels } from './limit-fields.ts';
import { type PlanErrors, type PlanTexts, planTexts, readPlan } from './plan-fields.ts';
import type { PlanRow } from './plan-row.ts';

/** Everything of a plan that may be changed. `plan` null: closed. */
export function EditPlanDialog({ plan, models, onClose, onChanged }: EditPlanDialogProps) {
  return (
    <Dialog
      wide
      open={plan !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={plan ? `Edit ${plan.name}` : ''}
      description={plan ? reach(plan) : ''}
    >
      {plan ? <PlanForm plan={plan} models={models} onClose={onClose} onChanged={onChanged} /> : null}
    </Dialog>
  );
}

interface EditPlanDialogProps {
  plan: PlanRow | null;
  models: readonly ModelWithHealth[];
  onClose: () => void;
  onChanged: () => void;
}

function reach({ tenants }: PlanRow): string {
  const who = tenants === 1 ? '1 tenant is' : `${tenants.toLocaleString('en-US')} tenants are`;
  return `${who} on this plan. Models and limits hold for them within a second, but where an override says otherwise.`;
}

function PlanForm({ plan, models, onClose, onChanged }: EditPlanDialogProps & { plan: PlanRow }) {
  const trpc = useTRPC();
  const [texts, setTexts] = useState<PlanTexts>(() => planTexts(plan));
  const [errors, setErrors] = useState<PlanErrors>({});
  const change = useMutation(
    trpc.operator.changePlan.mutationOptions({
      onSuccess: ({ changed }) => {
        onChanged();
        onClose();
        toast(changed.length === 0 ? 'Nothing was changed' : `${plan.name} is changed`);
      },
    }),
  );
  const refusal = change.error ? requestError(change.error) : null;
  const set = (part: Partial<PlanTexts>) => {
    setTexts({ ...texts, ...part });
    setErrors({ ...errors, ...Object.fromEntries(Object.keys(part).map((term) => [term, undefined])) });
  };
  const save = () => {
    const read = readPlan(texts, plan);
    setErrors(read.errors ?? {});
    if (read.terms) change.mutate({ planId: plan.id, ...read.terms });
  };
  const field = (term: Exclude<keyof PlanTexts, 'models'>, label: string, hint?: string) => (
    <Field key={term} label={label} hint={hint} error={errors[term]}>
      {(control) => (
        <Input
          {...control}
          mono={term !== 'name'}
          autoComplete="off"
          value={texts[term]}
          onChange={(event) => set({ [term]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <DialogForm submitLabel="Save plan" busy={change.isPending} refusal={refusal} onSubmit={save}>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        {field('name', 'Name')}
        {field(
          'priceMonthlyNano',
          'Price a month, dollars',
          'Empty: by contract. With Stripe, run gridsky billing sync afterwards.',
        )}
        {field('creditNano', 'Credit at the start, dollars', 'For tenants made from now on.')}
        {field('trialDays', 'Trial days', 'Empty: no end. For tenants made from now on.')}
        {LIMIT_NAMES.map((name) => field(name, limitLabels[name]))}
      </div>
      <fieldset className="grid gap-2">
        <legend className="pb-1.5 text-13 font-medium">Models</legend>
        {models.map(({ id, everyPlan, disabled }) => (
          <Checkbox
            key={id}
            label={id}
            hint={everyPlan ? 'In every plan.' : disabled ? 'Disabled now: served to nobody.' : undefined}
            disabled={everyPlan}
            checked={everyPlan || texts.models.includes(id)}
            onChange={(checked) =>
              set({ models: checked ? [...texts.models, id] : texts.models.filter((other) => other !== id) })
            }
          />
        ))}
        {errors.models ? (
          <p role="alert" className="text-13 text-bad-ink">
            {errors.models}
          </p>
        ) : null}
      </fieldset>
    </DialogForm>
  );
}
