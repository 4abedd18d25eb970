'use client';

import { LIMIT_NAMES } from '@gridsky/api/domain';
import type { OperatorTenant } from '@gridsky/api/services';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/toaster.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { limitLabels, readCount } from './limit-fields.ts';
import type { OverrideErrors, OverrideTexts } from './override-fields.ts';

/** What one tenant may use beyond or below its plan. An empty field is as the plan says. */
export function OverrideForm({ tenant, onChanged }: { tenant: OperatorTenant; onChanged: () => void }) {
  const trpc = useTRPC();
  const { plan, overrides } = tenant;
  const [texts, setTexts] = useState<OverrideTexts>(() => textsOf(overrides));
  const [models, setModels] = useState(overrides.models);
  const [errors, setErrors] = useState<OverrideErrors>({});
  const catalogue = useQuery(trpc.operator.models.queryOptions()).data ?? [];
  const extra = catalogue.filter(({ id, everyPlan }) => !everyPlan && !plan.models.includes(id));
  const change = useMutation(
    trpc.operator.overrideLimits.mutationOptions({
      onSuccess: () => {
        onChanged();
        toast('Limits saved', { description: `They hold for ${tenant.name} within a second.` });
      },
    }),
  );
  const refusal = change.error ? requestError(change.error) : null;
  const changed =
    LIMIT_NAMES.some((name) => readCount(texts[name]) !== overrides[name]) ||
    models.slice().sort().join() !== overrides.models.slice().sort().join();
  const save = async () => {
    // Its rules come with their own script, when they are first asked.
    const { readOverrides } = await import('./override-fields.ts');
    const read = readOverrides(texts, plan.limits);
    setErrors(read.errors);
    if (Object.keys(read.errors).length === 0) change.mutate({ tenantId: tenant.id, limits: read.limits, models });
  };
  return (
    <Card title="Limits of this tenant" description={`Empty: as the ${plan.name} plan says.`}>
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save().catch(() => toast.error('The dashboard could not be reached. Check your connection and try again.'));
        }}
      >
        <div className="grid items-start gap-4 sm:grid-cols-2">
          {LIMIT_NAMES.map((name) => (
            <Field
              key={name}
              label={limitLabels[name]}
              hint={`Plan: ${plan.limits[name].toLocaleString('en-US')}`}
              error={errors[name] ?? (refusal?.param === name ? refusal.message : undefined)}
            >
              {(control) => (
                <Input
                  {...control}
                  mono
                  inputMode="numeric"
                  autoComplete="off"
                  placeholder={plan.limits[name].toLocaleString('en-US')}
                  value={texts[name]}
                  onChange={(event) => {
                    setTexts({ ...texts, [name]: event.target.value });
                    setErrors({ ...errors, [name]: undefined });
                  }}
                />
              )}
            </Field>
          ))}
        </div>
        {extra.length > 0 ? (
          <fieldset className="grid gap-2">
            <legend className="pb-1.5 text-13 font-medium">Models beyond the plan</legend>
            {extra.map(({ id, disabled }) => (
              <Checkbox
                key={id}
                label={id}
                hint={disabled ? 'Disabled now: served to nobody.' : undefined}
                checked={models.includes(id)}
                onChange={(checked) => setModels(checked ? [...models, id] : models.filter((other) => other !== id))}
              />
            ))}
          </fieldset>
        ) : null}
        <FormError
          message={refusal && !isLimit(refusal.param) ? refusal.message : undefined}
          requestId={refusal?.requestId}
        />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" busy={change.isPending} disabled={!changed}>
            Save limits
          </Button>
          <Button
            variant="ghost"
            disabled={LIMIT_NAMES.every((name) => texts[name] === '') && models.length === 0}
            onClick={() => {
              setTexts(textsOf(null));
              setModels([]);
              setErrors({});
            }}
          >
            Clear all
          </Button>
        </div>
      </form>
    </Card>
  );
}

function textsOf(overrides: OperatorTenant['overrides'] | null): OverrideTexts {
  return Object.fromEntries(
    LIMIT_NAMES.map((name) => [name, overrides?.[name]?.toLocaleString('en-US') ?? '']),
  ) as OverrideTexts;
}

function isLimit(param: string | undefined): boolean {
  return LIMIT_NAMES.some((name) => name === param);
}
