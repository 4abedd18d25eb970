import type { PrivateModelView } from '@gridsky/api/services';
import { ChevronRight } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useWatch } from 'react-hook-form';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { NativeSelect } from '../../ui/native-select.tsx';
import { type ModelFields, NO_FALLBACK } from './model-form.ts';
import type { ModelForm } from './model-form-dialog.tsx';

/** What most models need nothing of. Folded away until it is wanted, or something in it is wrong. */
export function MoreModelFields({ form, row, others }: MoreModelFieldsProps) {
  const { errors } = form.formState;
  const inputType = useWatch({ control: form.control, name: 'inputType' });
  const fallback = useWatch({ control: form.control, name: 'fallback' });
  const isUpload = useWatch({ control: form.control, name: 'provider' }) === 'onnx';
  const isWrong = FOLDED.some((field) => errors[field] !== undefined);
  const fits = ({ dimensions }: PrivateModelView) =>
    dimensions !== null && (row === null || row.dimensions === null || row.dimensions === dimensions);
  const usable = others.filter((other) => other.id === row?.fallbackId || fits(other));
  return (
    <details open={isWrong || undefined} className="group min-w-0 rounded-md border">
      <summary className="flex min-h-9 cursor-pointer list-none items-center gap-2 rounded-md px-3 py-1.5 text-13 font-medium hover:bg-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight
          className="size-4 shrink-0 text-ink-muted transition-transform group-open:rotate-90"
          aria-hidden
        />
        <span className="min-w-0">Input type, prefixes, limits, price, fallback</span>
        <span className="font-normal text-ink-muted">(optional)</span>
      </summary>
      <div className="grid items-start gap-4 border-t p-3 sm:grid-cols-2">
        <Field label="Input type" hint="Of requests that name none.">
          {(control) => (
            <NativeSelect
              {...control}
              value={inputType}
              onChange={(next) => form.setValue('inputType', next)}
              options={[
                { value: 'document', label: 'document' },
                { value: 'query', label: 'query' },
              ]}
            />
          )}
        </Field>
        <Field
          label="Fallback"
          hint="An own model of the same width that serves when this one can’t."
          error={errors.fallback?.message}
        >
          {(control) => (
            <NativeSelect
              {...control}
              value={fallback}
              onChange={(next) => form.setValue('fallback', next)}
              options={[
                { value: NO_FALLBACK, label: 'none' },
                ...usable.map(({ alias, dimensions }) => ({
                  value: alias,
                  label: `${alias} (${dimensions ?? 'not tested'})`,
                })),
              ]}
            />
          )}
        </Field>
        <Field label="Query prefix" hint="Put before each query." error={errors.queryPrefix?.message}>
          {(control) => <Text {...control} {...form.register('queryPrefix')} placeholder="query: " />}
        </Field>
        <Field label="Document prefix" hint="Put before each document." error={errors.documentPrefix?.message}>
          {(control) => <Text {...control} {...form.register('documentPrefix')} placeholder="passage: " />}
        </Field>
        {isUpload ? null : (
          <>
            <Field label="Texts a call" hint="Larger requests are split." error={errors.textsMax?.message}>
              {(control) => (
                <Text {...control} {...form.register('textsMax')} inputMode="numeric" placeholder="The provider’s" />
              )}
            </Field>
            <Field label="Tokens a call" hint="Larger requests are split." error={errors.tokensMax?.message}>
              {(control) => (
                <Text {...control} {...form.register('tokensMax')} inputMode="numeric" placeholder="The provider’s" />
              )}
            </Field>
            <Field
              label="Second call after, ms"
              hint="A slow call is made twice; the first answer counts, both may be charged."
              error={errors.hedgeAfterMs?.message}
            >
              {(control) => (
                <Text {...control} {...form.register('hedgeAfterMs')} inputMode="numeric" placeholder="Never" />
              )}
            </Field>
          </>
        )}
        <Field
          label="Longest text, tokens"
          hint={isUpload ? 'Longer ones are refused.' : 'Longer ones are refused before the call.'}
          error={errors.inputTokensMax?.message}
        >
          {(control) => (
            <Text
              {...control}
              {...form.register('inputTokensMax')}
              inputMode="numeric"
              placeholder={isUpload ? 'As its files say' : 'The provider decides'}
            />
          )}
        </Field>
        <Field
          label="Dollars a million tokens"
          hint={isUpload ? 'Budgets count it.' : 'What the provider charges you: budgets count it.'}
          error={errors.price?.message}
        >
          {(control) => <Text {...control} {...form.register('price')} inputMode="decimal" placeholder="0" />}
        </Field>
        <Field
          label="Shorter widths"
          hint={
            isUpload
              ? 'That dimensions may ask for: vectors are cut and scaled anew.'
              : 'That dimensions may ask for, if the provider cuts them.'
          }
          error={errors.shorterDimensions?.message}
        >
          {(control) => <Text {...control} {...form.register('shorterDimensions')} placeholder="256, 512" />}
        </Field>
      </div>
    </details>
  );
}

interface MoreModelFieldsProps {
  form: ModelForm;
  row: PrivateModelView | null;
  others: readonly PrivateModelView[];
}

const FOLDED: readonly (keyof ModelFields)[] = [
  ...(['fallback', 'queryPrefix', 'documentPrefix', 'textsMax', 'tokensMax'] as const),
  ...(['inputTokensMax', 'price', 'shorterDimensions', 'hedgeAfterMs'] as const),
];

function Text(props: ComponentProps<'input'>) {
  return <Input {...props} mono autoComplete="off" autoCapitalize="none" spellCheck={false} />;
}
