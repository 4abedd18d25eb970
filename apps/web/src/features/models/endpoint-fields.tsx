import { PROVIDER_TITLES, type ProviderName } from '@gridsky/api/domain';
import type { PrivateModelView } from '@gridsky/api/services';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWatch } from 'react-hook-form';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Textarea } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { defaultUrl, isOtherHost } from './model-form.ts';
import type { ModelForm } from './model-form-dialog.tsx';
import { maskedSecret } from './own-model-state.ts';
import { providerKinds } from './provider-kinds.ts';

/** Where the model is, what it is called there and here, and what opens it. */
export function EndpointFields({ form, row }: { form: ModelForm; row: PrivateModelView | null }) {
  const { errors } = form.formState;
  const provider = useWatch({ control: form.control, name: 'provider' });
  const kind = providerKinds[provider];
  const isUpload = provider === 'onnx';
  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        {row ? (
          <Field label="Kind" hint="Stays: another kind is another model.">
            {(control) => <Input {...control} value={PROVIDER_TITLES[provider]} disabled readOnly />}
          </Field>
        ) : (
          <Field label="Kind" hint={kind.hint}>
            {(control) => (
              <Select
                {...control}
                value={provider}
                onChange={(next) => form.setValue('provider', next)}
                options={kindOptions}
              />
            )}
          </Field>
        )}
        <Field label="Alias" hint="What requests name in model." error={errors.alias?.message}>
          {(control) => <Input {...control} {...form.register('alias')} {...plain} mono placeholder={kind.alias} />}
        </Field>
        {isUpload ? null : (
          <>
            <Field label={kind.modelLabel} optional={kind.modelOptional} error={errors.providerModel?.message}>
              {(control) => (
                <Input {...control} {...form.register('providerModel')} {...plain} mono placeholder={kind.model} />
              )}
            </Field>
            <Field
              label="Address"
              hint={defaultUrl(provider) ? `Empty: ${defaultUrl(provider)}` : kind.addressHint}
              error={errors.baseUrl?.message}
            >
              {(control) => (
                <Input
                  {...control}
                  {...form.register('baseUrl')}
                  {...plain}
                  mono
                  inputMode="url"
                  placeholder={defaultUrl(provider) || kind.address}
                />
              )}
            </Field>
          </>
        )}
      </div>
      {provider === 'custom' ? <CustomFields form={form} /> : null}
      {isUpload ? null : <SecretField form={form} row={row} />}
    </>
  );
}

function SecretField({ form, row }: { form: ModelForm; row: PrivateModelView | null }) {
  const { errors } = form.formState;
  const [address, typed, taken] = useWatch({ control: form.control, name: ['baseUrl', 'secret', 'takeSecret'] });
  const has = row !== null && row.secretLast4 !== null;
  const moved = row !== null && isOtherHost(row, address);
  return (
    <div className="grid gap-2.5">
      <Field
        label="Secret"
        optional={!has}
        hint={
          has && !moved
            ? `${maskedSecret(row.secretLast4)} is kept while this is empty.`
            : 'Sealed when it is saved, and never shown again but for its last four characters. Empty: none is sent.'
        }
        error={errors.secret?.message}
      >
        {(control) => (
          <Input
            {...control}
            {...form.register('secret')}
            {...plain}
            type="password"
            autoComplete="new-password"
            placeholder={has && !moved ? maskedSecret(row.secretLast4) : undefined}
            mono
          />
        )}
      </Field>
      {has && moved && typed.trim() === '' ? (
        <Warning>
          The address lies at another host. Saving wipes the secret {maskedSecret(row.secretLast4)}, which was given for{' '}
          {new URL(row.baseUrl).host}: enter the new host’s secret.
        </Warning>
      ) : null}
      {has && !moved && typed.trim() === '' ? (
        <Checkbox label="Take the secret away" checked={taken} onChange={(on) => form.setValue('takeSecret', on)} />
      ) : null}
    </div>
  );
}

function CustomFields({ form }: { form: ModelForm }) {
  const { errors } = form.formState;
  return (
    <>
      <Field
        label="Request"
        hint={
          <>
            JSON. “{'{{texts}}'}” becomes the list of texts; “{'{{model}}'}”, “{'{{input_type}}'}” and “
            {'{{dimensions}}'}” are there if the endpoint wants them.
          </>
        }
        error={errors.template?.message}
      >
        {(control) => <Textarea {...control} {...form.register('template')} mono rows={4} spellCheck={false} />}
      </Field>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="Path of the vectors" hint="Such as data[].embedding." error={errors.vectorsPath?.message}>
          {(control) => <Input {...control} {...form.register('vectorsPath')} {...plain} mono />}
        </Field>
        <Field
          label="Path of the token count"
          optional
          hint="Empty: tokens are counted here."
          error={errors.tokensPath?.message}
        >
          {(control) => <Input {...control} {...form.register('tokensPath')} {...plain} mono />}
        </Field>
      </div>
    </>
  );
}

/** Something that saving does beside what was typed. */
export function Warning({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="flex gap-2 rounded-md bg-warn-wash px-3 py-2 text-13 text-warn-ink">
      <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </p>
  );
}

const plain = { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false };

const kindOptions = (Object.keys(providerKinds) as ProviderName[]).map((value) => ({
  value,
  label: PROVIDER_TITLES[value],
  hint: providerKinds[value].hint,
}));
