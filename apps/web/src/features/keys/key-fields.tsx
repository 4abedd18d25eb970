'use client';

import { Controller, type UseFormReturn, useWatch } from 'react-hook-form';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select, type SelectOption } from '../../ui/select.tsx';
import { isoDay } from '../../ui/time-ago.ts';
import { type CheckedKeyFields, expiryDate, type KeyFields } from './key-form.ts';
import { expiryOptions, modeOptions, scopeOptions } from './key-options.ts';

export type KeyForm = UseFormReturn<KeyFields, unknown, CheckedKeyFields>;

/** Name, kind, scope and expiry of a key. The kind is chosen once: the secret begins with it. */
export function KeyFieldset({
  form,
  endsBefore,
  withMode,
}: {
  form: KeyForm;
  endsBefore: Date | null;
  withMode: boolean;
}) {
  const { errors } = form.formState;
  const [expiry, expiryDay] = useWatch({ control: form.control, name: ['expiry', 'expiryDay'] });
  const ends = expiryDate({ expiry, expiryDay }, new Date(), endsBefore);
  return (
    <>
      <Field label="Name" hint="Where it is used, for example “Production search”." error={errors.name?.message}>
        {(control) => <Input {...control} {...form.register('name')} autoComplete="off" />}
      </Field>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        {withMode ? <Choice form={form} name="mode" label="Kind" options={modeOptions} /> : null}
        <Choice form={form} name="scope" label="Scope" options={scopeOptions} />
        <Choice
          form={form}
          name="expiry"
          label="Expiry"
          options={expiryOptions}
          hint={ends ? `The API refuses it from ${isoDay(ends)} on.` : 'It works until you disable or revoke it.'}
        />
        {expiry === 'day' ? (
          <Field label="Ends on" hint="At 00:00 UTC of this day." error={errors.expiryDay?.message}>
            {(control) => <Input {...control} {...form.register('expiryDay')} type="date" />}
          </Field>
        ) : null}
      </div>
    </>
  );
}

function Choice<Name extends 'mode' | 'scope' | 'expiry'>({ form, name, label, hint, options }: ChoiceProps<Name>) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <Controller
          control={form.control}
          name={name}
          render={({ field }) => (
            <Select
              {...control}
              value={field.value as KeyFields[Name]}
              onChange={(value) => field.onChange(value)}
              options={options}
            />
          )}
        />
      )}
    </Field>
  );
}

interface ChoiceProps<Name extends 'mode' | 'scope' | 'expiry'> {
  form: KeyForm;
  name: Name;
  label: string;
  hint?: string;
  options: SelectOption<KeyFields[Name]>[];
}
