'use client';

import type { PricedModel, PriceTable } from '@gridsky/api/domain';
import { useState } from 'react';
import { type Chunking, chunksOfAll, possibleChunking } from './chunks.ts';
import { CostChart } from './cost-chart.tsx';
import { type Lengths, totalsOf } from './count/count-documents.ts';
import type { CountingApi } from './count-runner.ts';
import { estimate } from './estimate.ts';
import { IndexCard } from './index-card.tsx';
import { InputsCard } from './inputs-card.tsx';
import { modelOf } from './model-of.ts';
import { PlanFits } from './plan-fits.tsx';
import { ResultCard } from './result-card.tsx';
import { type Counted, type Settings, settingsQuery } from './settings.ts';
import { VendorTable } from './vendor-table.tsx';

/** The estimator: what a job costs here and elsewhere. Everything but the texts themselves is in the address. */
export function EstimatorView({ table, initial, path, api = null }: EstimatorViewProps) {
  const [settings, setSettings] = useState(initial);
  // Only in memory: with them chunks stay exact whatever chunk size is tried.
  const [lengths, setLengths] = useState<Lengths | null>(null);
  const model = modelOf(table, settings.model);
  if (!model) return <p className="text-ink-muted">This platform serves no model yet.</p>;

  const show = (next: Settings) => {
    setSettings(next);
    window.history.replaceState(null, '', addressOf(path, next));
  };
  const change = (part: Partial<Settings>) => {
    const next = { ...settings, ...part };
    const nextModel = modelOf(table, next.model) ?? model;
    // Sums from a link stay as they came until the chunks are changed.
    if (next.counted && !sameChunks(chunkingOf(settings, model), chunkingOf(next, nextModel))) {
      next.counted = withChunks(next.counted, lengths, chunkingOf(next, nextModel));
    }
    if (part.model !== undefined) next.dimensions = null;
    show(next);
  };
  const counted = (found: Lengths, openaiPerMille: number | null) => {
    const { documents, tokens } = totalsOf(found);
    setLengths(found);
    const sums = documents === 0 ? null : { documents, tokens, vectors: 0, embeddedTokens: 0, openaiPerMille };
    show({ ...settings, counted: sums && withChunks(sums, found, chunkingOf(settings, model)) });
  };
  const result = estimate(settings, table, model);
  return (
    <div className="grid gap-6">
      <div className="grid items-start gap-6 md:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <InputsCard
          settings={settings}
          table={table}
          model={model}
          api={model.bundled || !api ? null : { ...api, model: model.id }}
          lengths={lengths}
          onChange={change}
          onCounted={counted}
          onForget={() => {
            setLengths(null);
            show({ ...settings, counted: null });
          }}
        />
        <ResultCard result={result} settings={settings} address={addressOf(path, settings)} />
      </div>
      <CostChart result={result} />
      <PlanFits result={result} />
      <VendorTable result={result} settings={settings} />
      <IndexCard result={result} settings={settings} onChange={change} />
    </div>
  );
}

interface EstimatorViewProps {
  table: PriceTable;
  initial: Settings;
  /** Where this page lies. */
  path: string;
  /** Counts for models whose tokenizer the browser has not; null: they are taken to count like the bundled ones. */
  api?: Omit<CountingApi, 'model'> | null;
}

function addressOf(path: string, settings: Settings): string {
  const query = settingsQuery(settings);
  return query === '' ? path : `${path}?${query}`;
}

/** The sums with the chunks of these settings: exact with the documents' lengths, else from their average. */
function withChunks(counted: Counted, lengths: Lengths | null, chunking: Chunking): Counted {
  const { documents, tokens } = counted;
  const chunks = chunksOfAll(lengths ?? [[Math.ceil(tokens / documents), documents]], chunking);
  return { ...counted, vectors: chunks.vectors, embeddedTokens: Math.max(tokens, chunks.tokens) };
}

function chunkingOf({ chunkTokens, overlapTokens }: Settings, { maxInputTokens }: PricedModel): Chunking {
  return possibleChunking({ size: chunkTokens, overlap: overlapTokens }, maxInputTokens);
}

function sameChunks(left: Chunking, right: Chunking): boolean {
  return left.size === right.size && left.overlap === right.overlap;
}
