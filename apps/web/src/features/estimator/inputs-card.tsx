import type { PricedModel, PriceTable } from '@gridsky/api/domain';
import dynamic from 'next/dynamic';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { NativeSelect } from '../../ui/native-select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tab, TabList, TabPanel, Tabs } from '../../ui/tabs.tsx';
import { useOnce } from '../../ui/use-once.ts';
import type { Lengths } from './count/count-documents.ts';
import type { CountingApi } from './count-runner.ts';
import { inTokens } from './estimate.ts';
import { countText } from './money-text.ts';
import { MoreInputs } from './more-inputs.tsx';
import { NumberField } from './number-field.tsx';
import { BOUNDS, DEFAULTS, type Settings, UNITS, type Unit } from './settings.ts';

const TextInputs = dynamic(() => import('./text-inputs.tsx').then(({ TextInputs }) => TextInputs), {
  loading: () => <Skeleton height="h-80" />,
});

/** What is to be embedded: by figures, or counted from text and files. */
export function InputsCard({ settings, table, model, api, lengths, onChange, onCounted, onForget }: InputsCardProps) {
  const counts = useOnce(settings.source === 'text');
  return (
    <Card>
      <div className="grid gap-5">
        <Tabs value={settings.source} onValueChange={(source) => onChange({ source: source as Settings['source'] })}>
          <TabList aria-label="How to say what is embedded">
            <Tab value="figures">By figures</Tab>
            <Tab value="text">Count text or files</Tab>
          </TabList>
          <TabPanel value="figures" className="grid gap-4">
            <NumberField
              label="Documents"
              value={settings.documents}
              max={BOUNDS.documents}
              onChange={(documents) => onChange({ documents: documents ?? 0 })}
            />
            <NumberField
              label="Average length"
              value={settings.length}
              min={1}
              max={BOUNDS.length}
              hint={
                settings.unit === 'tokens'
                  ? undefined
                  : `About ${countText(inTokens(settings.length, settings.unit))} tokens in English; other languages differ, so count a sample.`
              }
              after={
                <NativeSelect
                  aria-label="Unit of length"
                  className="w-28 shrink-0"
                  value={settings.unit}
                  onChange={(unit: Unit) => onChange({ unit })}
                  options={UNITS.map((unit) => ({ value: unit, label: unit }))}
                />
              }
              onChange={(length) => onChange({ length: length ?? 1 })}
            />
          </TabPanel>
          {/* Fetched when it is first shown, then kept while the other tab shows: pasted text and files are nowhere else. */}
          <TabPanel value="text" keep>
            {counts ? (
              <TextInputs
                counted={settings.counted}
                model={model}
                api={api}
                isExact={lengths !== null}
                onCounted={onCounted}
                onForget={onForget}
              />
            ) : null}
          </TabPanel>
        </Tabs>
        <NumberField
          label="Queries a month"
          value={settings.queries}
          max={BOUNDS.queries}
          onChange={(queries) => onChange({ queries: queries ?? DEFAULTS.queries })}
        />
        <Field label="Model">
          {(control) => (
            <NativeSelect
              {...control}
              value={model.id}
              onChange={(id) => onChange({ model: id })}
              options={table.models.map(({ id }) => ({ value: id, label: id }))}
            />
          )}
        </Field>
        <MoreInputs settings={settings} model={model} onChange={onChange} />
      </div>
    </Card>
  );
}

interface InputsCardProps {
  settings: Settings;
  table: PriceTable;
  model: PricedModel;
  api: CountingApi | null;
  lengths: Lengths | null;
  onChange: (part: Partial<Settings>) => void;
  onCounted: (lengths: Lengths, openaiPerMille: number | null) => void;
  /** What was counted is no longer wanted. */
  onForget: () => void;
}
