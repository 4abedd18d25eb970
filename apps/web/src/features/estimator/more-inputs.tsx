'use client';

import type { PricedModel } from '@gridsky/api/domain';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { countText } from './money-text.ts';
import { NumberField } from './number-field.tsx';
import { BOUNDS, DEFAULTS, type Settings } from './settings.ts';

/** The inputs that matter less: refreshing, length of queries, chunks. Open where one of them is not as usual. */
export function MoreInputs({ settings, model, onChange }: MoreInputsProps) {
  // As it is at first: later the reader opens and closes it.
  const [isOpen] = useState(
    settings.refreshPercent !== DEFAULTS.refreshPercent ||
      settings.queryTokens !== DEFAULTS.queryTokens ||
      settings.chunkTokens !== null ||
      settings.overlapTokens !== 0,
  );
  const size = Math.min(settings.chunkTokens ?? model.maxInputTokens, model.maxInputTokens);
  return (
    <details className="group border-t pt-4" open={isOpen}>
      <summary className="flex w-fit cursor-pointer list-none items-center gap-1 rounded-md text-13 font-medium">
        <ChevronRight className="size-4 text-ink-faint transition-transform group-open:rotate-90" aria-hidden />
        Refresh, query length, chunks
      </summary>
      <div className="grid items-start gap-4 pt-4 sm:grid-cols-2">
        <NumberField
          label="Refreshed a month, percent"
          hint="Documents that are new or changed and are embedded again."
          value={settings.refreshPercent}
          max={BOUNDS.refreshPercent}
          onChange={(value) => onChange({ refreshPercent: value ?? 0 })}
        />
        <NumberField
          label="Tokens a query"
          value={settings.queryTokens}
          min={1}
          max={BOUNDS.queryTokens}
          onChange={(value) => onChange({ queryTokens: value ?? 1 })}
        />
        <NumberField
          label="Chunk, tokens"
          hint={`A longer document is cut, and each chunk gets a vector. The model takes ${countText(model.maxInputTokens)}.`}
          optional
          placeholder={countText(model.maxInputTokens)}
          value={settings.chunkTokens}
          min={2}
          max={model.maxInputTokens}
          onChange={(chunkTokens) => onChange({ chunkTokens })}
        />
        <NumberField
          label="Overlap, tokens"
          hint="Sent again with the next chunk, and paid again."
          value={settings.overlapTokens}
          max={Math.floor(size / 2)}
          onChange={(value) => onChange({ overlapTokens: value ?? 0 })}
        />
      </div>
    </details>
  );
}

interface MoreInputsProps {
  settings: Settings;
  model: PricedModel;
  onChange: (part: Partial<Settings>) => void;
}
