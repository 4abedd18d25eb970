import type { ModelWithHealth } from '@gridsky/api/services';
import { X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { KeyValue } from '../../ui/key-value.tsx';
import { Status } from '../../ui/status.tsx';
import { dollars } from '../pricing/plan-terms.ts';
import { modelHealth } from './model-health.ts';

/** One model of the platform as its operator sees it, with what may be done to it. */
export function PlatformModelCard({ model, enabling, on }: PlatformModelCardProps) {
  const health = modelHealth(model);
  return (
    <Card
      title={model.displayName}
      description={<code className="text-13 wrap-anywhere">{model.id}</code>}
      action={<Status tone={health.tone}>{health.word}</Status>}
    >
      <div className="grid gap-4">
        {health.sentences.length > 0 ? (
          <ul className="grid gap-1 rounded-md bg-bad-wash px-3 py-2 text-13 text-bad-ink">
            {health.sentences.map((sentence) => (
              <li key={sentence} className="wrap-anywhere">
                {sentence}
              </li>
            ))}
          </ul>
        ) : null}
        <KeyValue
          items={[
            {
              name: 'Where from',
              value: model.folder ?? (model.provider === null ? 'Ships with Gridsky' : 'A provider, by its key'),
              mono: model.folder !== null,
            },
            { name: 'Dimensions', value: model.dimensions.toLocaleString('en-US'), mono: true },
            { name: 'Longest text', value: `${model.maxInputTokens.toLocaleString('en-US')} tokens`, mono: true },
            { name: 'List price', value: `${dollars(model.pricePerMillionNano)} a million tokens`, mono: true },
            { name: 'Plans', value: plansOf(model) },
            { name: 'Processes', value: health.processes },
            { name: 'Other names', value: <Aliases model={model} onRemove={on.removeAlias} /> },
          ]}
        />
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={() => on.price(model)}>
            Change price
          </Button>
          {model.disabled ? (
            <Button size="sm" busy={enabling} onClick={() => on.enable(model)}>
              Enable
            </Button>
          ) : (
            <>
              <Button size="sm" onClick={() => on.addAlias(model)}>
                Add name
              </Button>
              <Button size="sm" onClick={() => on.disable(model)}>
                Disable
              </Button>
            </>
          )}
        </div>
      </div>
    </Card>
  );
}

interface PlatformModelCardProps {
  model: ModelWithHealth;
  /** It is being enabled just now. */
  enabling: boolean;
  on: {
    price: (model: ModelWithHealth) => void;
    enable: (model: ModelWithHealth) => void;
    disable: (model: ModelWithHealth) => void;
    addAlias: (model: ModelWithHealth) => void;
    removeAlias: (alias: string) => void;
  };
}

function Aliases({ model: { aliases, disabled }, onRemove }: AliasesProps) {
  if (aliases.length === 0) return <span className="text-ink-muted">none</span>;
  return (
    <ul className="grid gap-1">
      {aliases.map((alias) => (
        <li key={alias} className="flex items-center gap-1">
          <code className="min-w-0 text-13 wrap-anywhere">{alias}</code>
          {disabled ? <span className="text-12 text-ink-muted">rests</span> : null}
          <Button
            variant="ghost"
            size="icon"
            className="size-6!"
            aria-label={`Remove the name ${alias}`}
            onClick={() => onRemove(alias)}
          >
            <X aria-hidden />
          </Button>
        </li>
      ))}
    </ul>
  );
}

interface AliasesProps {
  model: ModelWithHealth;
  onRemove: (alias: string) => void;
}

function plansOf({ everyPlan, provider }: ModelWithHealth): string {
  if (everyPlan) return 'every plan';
  return provider === null ? 'those that list it' : 'those with own models';
}
