'use client';

import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import type { Settings } from './settings.ts';

export interface PlaygroundModel {
  id: string;
  dimensions: number;
  allowedDimensions: number[];
}

const FULL = 'full';
const NONE = 'none';

/** Model, width, and a second model to stand beside. */
export function ModelPickers({ models, model, settings, onChange }: ModelPickersProps) {
  const widths = model.allowedDimensions.filter((width) => width !== model.dimensions).sort((a, b) => b - a);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-3 lg:grid-cols-1">
      <Field label="Model">
        {(control) => (
          <Select
            {...control}
            value={model.id}
            onChange={(id) => onChange({ model: id, dimensions: null })}
            options={models.map(({ id }) => ({ value: id, label: id }))}
          />
        )}
      </Field>
      <Field label="Dimensions">
        {(control) => (
          <Select
            {...control}
            value={settings.dimensions === null ? FULL : String(settings.dimensions)}
            onChange={(width) => onChange({ dimensions: width === FULL ? null : Number(width) })}
            options={[
              { value: FULL, label: `${model.dimensions}, the full width` },
              ...widths.map((width) => ({ value: String(width), label: String(width) })),
            ]}
          />
        )}
      </Field>
      <Field label="Beside it">
        {(control) => (
          <Select
            {...control}
            value={settings.beside ?? NONE}
            onChange={(id) => onChange({ beside: id === NONE ? null : id })}
            options={[
              { value: NONE, label: 'No second model' },
              ...models.filter(({ id }) => id !== model.id).map(({ id }) => ({ value: id, label: id })),
            ]}
          />
        )}
      </Field>
    </div>
  );
}

interface ModelPickersProps {
  models: readonly PlaygroundModel[];
  model: PlaygroundModel;
  settings: Settings;
  onChange: (part: Partial<Settings>) => void;
}
