'use client';

import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useWatch } from 'react-hook-form';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Textarea } from '../../ui/input.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useTRPC } from '../trpc/client.tsx';
import type { KeyForm } from './key-fields.tsx';

/** What a key's plan allows at most. */
export interface KeyPlan {
  name: string;
  keysMax: number;
  requestsPerMinuteKeyMax: number;
  tokensPerMinuteTenantMax: number;
}

/** What narrows a key: models, limits, addresses. Folded away until it is wanted, or something is set or wrong in it. */
export function KeyRestrictions({ form, plan, open }: { form: KeyForm; plan: KeyPlan | undefined; open: boolean }) {
  const { errors } = form.formState;
  const wrong = errors.allowedModels ?? errors.requestsPerMinuteMax ?? errors.tokensPerMinuteMax ?? errors.allowedCidrs;
  const most = (limit: number | undefined) =>
    plan && limit ? `At most ${limit.toLocaleString('en-US')}, as the ${plan.name} plan has it.` : undefined;
  return (
    <details open={open || wrong !== undefined} className="group rounded-md border">
      <summary className="control-height flex cursor-pointer list-none items-center gap-2 rounded-md px-3 text-13 font-medium hover:bg-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-4 text-ink-muted transition-transform group-open:rotate-90" aria-hidden />
        Models, limits and addresses
        <span className="font-normal text-ink-muted">(optional)</span>
      </summary>
      <div className="grid gap-4 border-t p-3">
        <AllowedModels form={form} />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Field
            label="Requests a minute"
            hint={most(plan?.requestsPerMinuteKeyMax)}
            error={errors.requestsPerMinuteMax?.message}
          >
            {(control) => <LimitInput {...control} {...form.register('requestsPerMinuteMax')} />}
          </Field>
          <Field
            label="Tokens a minute"
            hint={most(plan?.tokensPerMinuteTenantMax)}
            error={errors.tokensPerMinuteMax?.message}
          >
            {(control) => <LimitInput {...control} {...form.register('tokensPerMinuteMax')} />}
          </Field>
        </div>
        <Field
          label="Allowed addresses"
          hint="Addresses or networks, one a line, such as 203.0.113.7 or 10.0.0.0/8. Empty: from anywhere."
          error={errors.allowedCidrs?.message}
        >
          {(control) => (
            <Textarea
              {...control}
              {...form.register('allowedCidrs')}
              mono
              rows={2}
              className="min-h-16!"
              autoComplete="off"
              spellCheck={false}
            />
          )}
        </Field>
      </div>
    </details>
  );
}

function LimitInput(props: React.ComponentProps<'input'>) {
  return <Input {...props} mono inputMode="numeric" autoComplete="off" placeholder="The plan’s" />;
}

function AllowedModels({ form }: { form: KeyForm }) {
  const trpc = useTRPC();
  const models = useQuery(trpc.model.usable.queryOptions());
  const chosen = useWatch({ control: form.control, name: 'allowedModels' });
  const included = models.data?.map(({ id }) => id);
  // One that the key names and the plan has lost stays visible, to be taken off.
  const shown = included && [...included, ...chosen.filter((id) => !included.includes(id))];
  const error = form.formState.errors.allowedModels?.message;
  const set = (id: string, on: boolean) =>
    form.setValue('allowedModels', on ? [...chosen, id] : chosen.filter((other) => other !== id), {
      shouldDirty: true,
    });
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-13 font-medium">Models</legend>
      {shown ? null : <Skeleton className="w-40" />}
      {shown?.map((id) => (
        <Checkbox
          key={id}
          label={<code className="text-13">{id}</code>}
          hint={included?.includes(id) ? undefined : 'Not in the plan any more, or disabled.'}
          checked={chosen.includes(id)}
          onChange={(on) => set(id, on)}
        />
      ))}
      <p className="text-13 text-ink-muted">
        {chosen.length === 0
          ? 'None ticked: every model of the plan, also those it gains later.'
          : 'Any other model is answered like one that does not exist.'}
      </p>
      {error ? (
        <p role="alert" className="text-13 text-bad-ink">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
