import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { KeyValue } from '../../ui/key-value.tsx';
import { Status } from '../../ui/status.tsx';
import { dollars } from '../pricing/plan-terms.ts';
import { modelAccess } from './model-access.ts';
import type { ModelRow } from './model-row.ts';

/** One model: what to write in `model`, what comes back, what it takes and costs. */
export function ModelCard({ model, planName }: { model: ModelRow; planName: string }) {
  const shorter = model.allowedDimensions.filter((width) => width !== model.dimensions).sort((a, b) => a - b);
  const access = modelAccess(model, planName);
  return (
    <Card title={model.displayName} description={model.description}>
      <div className="grid gap-4">
        <div className="flex items-center justify-between gap-2 rounded-md bg-sunken pl-3">
          <code className="min-w-0 py-1.5 text-13 break-all">{model.id}</code>
          <CopyButton text={model.id} name={`Copy ${model.id}`} />
        </div>
        <KeyValue
          items={[
            ...(model.aliases.length > 0
              ? [
                  {
                    name: 'Also called',
                    value: <code className="text-13 wrap-anywhere">{model.aliases.join(', ')}</code>,
                  },
                ]
              : []),
            { name: 'Dimensions', value: model.dimensions, mono: true },
            {
              name: 'Shorter on request',
              value: shorter.length > 0 ? shorter.join(', ') : 'none',
              mono: shorter.length > 0,
            },
            { name: 'Longest text', value: <Figure of={model.maxInputTokens.toLocaleString('en-US')}>tokens</Figure> },
            { name: 'List price', value: <Figure of={dollars(model.pricePerMillionNano)}>a million tokens</Figure> },
            {
              name: 'Your plan',
              value: (
                <span className="flex flex-wrap gap-x-1.5">
                  <Status tone={model.included ? 'good' : 'off'}>{access.word}</Status>
                  <span className="text-ink-muted">{access.why}</span>
                </span>
              ),
            },
          ]}
        />
      </div>
    </Card>
  );
}

function Figure({ of: figure, children }: { of: string; children: string }) {
  return (
    <>
      <span className="figures text-13">{figure}</span> <span className="text-ink-muted">{children}</span>
    </>
  );
}
