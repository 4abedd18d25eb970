import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { NativeSelect } from '../../ui/native-select.tsx';
import type { Estimate } from './estimate.ts';
import { bytesText, DTYPES, type Dtype, HNSW_M } from './index-size.ts';
import { countText } from './money-text.ts';
import type { Settings } from './settings.ts';

/** How large the index of the vectors is. */
export function IndexCard({ result, settings, onChange }: IndexCardProps) {
  const { index, dimensions, model, job } = result;
  return (
    <Card
      title="Size of the index"
      description="Memory that the vectors and the graph over them take in your vector store."
    >
      <div className="grid gap-6 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,2fr)]">
        <Field label="Dimensions">
          {(control) => (
            <NativeSelect
              {...control}
              value={String(dimensions)}
              onChange={(width) => onChange({ dimensions: Number(width) === model.dimensions ? null : Number(width) })}
              options={model.allowedDimensions.map((width) => ({ value: String(width), label: String(width) }))}
            />
          )}
        </Field>
        <Field label="Stored as">
          {(control) => (
            <NativeSelect
              {...control}
              value={settings.dtype}
              onChange={(dtype: Dtype) => onChange({ dtype })}
              options={DTYPES.map((dtype) => ({ value: dtype, label: dtype }))}
            />
          )}
        </Field>
        <div className="grid content-start gap-0.5 tabular-nums">
          <p className="text-28 font-medium tracking-[-0.02em]">{bytesText(index.vectorBytes + index.graphBytes)}</p>
          <p className="text-13 text-ink-muted">
            {bytesText(index.vectorBytes)} of vectors and {bytesText(index.graphBytes)} of links for{' '}
            {countText(job.vectors)} vectors
          </p>
        </div>
      </div>
      <p className="pt-4 text-13 text-ink-muted">
        HNSW takes d × bits ÷ 8 + M × 2 × 4 bytes a vector, here with M = {HNSW_M} (Faiss, “Guidelines to choose an
        index”). Ids, metadata and the texts come on top. The API answers float32; the smaller types are what your store
        makes of it.
      </p>
    </Card>
  );
}

interface IndexCardProps {
  result: Estimate;
  settings: Settings;
  onChange: (part: Partial<Settings>) => void;
}
