'use client';

import Link from 'next/link';
import { useState } from 'react';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { callSamples, keyPlaceholder } from '../quickstart/call-samples.ts';
import type { ModelRow } from './model-row.ts';

type CallableModel = Pick<ModelRow, 'id' | 'displayName' | 'dimensions' | 'allowedDimensions' | 'included'>;

/** The call of the chosen model at the chosen width. */
export function ModelCode({ models, apiUrl }: { models: readonly CallableModel[]; apiUrl: string }) {
  const [modelId, setModelId] = useState(models.find((model) => model.included)?.id ?? models[0]?.id);
  const [width, setWidth] = useState(fullWidth);
  const model = models.find(({ id }) => id === modelId);
  if (!model) return null;
  const widths = [...model.allowedDimensions].sort((a, b) => a - b);
  const dimensions = widths.includes(Number(width)) ? Number(width) : undefined;
  const choose = (id: string) => {
    setModelId(id);
    setWidth(fullWidth);
  };
  return (
    <section
      aria-labelledby="use-a-model"
      className="grid items-start gap-4 pt-8 md:grid-cols-[18rem_minmax(0,1fr)] md:gap-8"
    >
      <div className="grid content-start gap-4">
        <h2 id="use-a-model" className="text-16 font-semibold">
          Use a model
        </h2>
        <Field
          label="Model"
          hint={model.included ? undefined : 'Your plan does not include it: this call is refused until it does.'}
        >
          {(control) => (
            <Select
              {...control}
              value={model.id}
              onChange={choose}
              options={models.map(({ id, displayName }) => ({
                value: id,
                label: id,
                hint: displayName === id ? 'Your own model' : displayName,
              }))}
            />
          )}
        </Field>
        <Field label="Dimensions" hint={widths.length > 1 ? shorterHint : 'This model has one width.'}>
          {(control) => (
            <Select
              {...control}
              value={dimensions === undefined ? fullWidth : String(dimensions)}
              onChange={setWidth}
              options={[
                { value: fullWidth, label: `${model.dimensions}, the full width` },
                ...widths
                  .filter((value) => value !== model.dimensions)
                  .map((value) => ({ value: String(value), label: String(value) })),
              ]}
            />
          )}
        </Field>
        <p className="text-13 text-ink-muted">
          Search with the model and the width that the documents were embedded with: vectors of two models have nothing
          in common.
        </p>
        <p className="text-13 text-ink-muted">
          Your key goes where {keyPlaceholder} stands.{' '}
          <Link href="/quickstart" className="text-accent-ink underline underline-offset-2">
            Quickstart
          </Link>{' '}
          fills it in and runs the call.
        </p>
      </div>
      <CodeBlock label={`Call ${model.id}`} samples={callSamples({ ...call, apiUrl, model: model.id, dimensions })} />
    </section>
  );
}

const call = { secret: keyPlaceholder, text: 'Where can I watch the northern lights?' };
const fullWidth = 'full';
const shorterHint = 'Fewer make a smaller index and a faster search. Take 384 or more: below 384 quality falls.';
