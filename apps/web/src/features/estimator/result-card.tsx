'use client';

import { formatDollars } from '@gridsky/api/domain';
import { useSyncExternalStore } from 'react';
import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import type { Estimate } from './estimate.ts';
import { countText, moneyText, shortTokens } from './money-text.ts';
import type { Settings } from './settings.ts';

/** What it costs: one large figure, and what stands behind it. */
export function ResultCard({ result, settings, address }: ResultCardProps) {
  const { job, list, batch, credit } = result;
  const isEmpty = settings.source === 'text' && settings.counted === null;
  const origin = useSyncExternalStore(
    () => () => undefined,
    () => window.location.origin,
    () => '',
  );
  const fit = result.plans.find((plan) => plan.fits);
  return (
    <Card className="md:sticky md:top-4">
      <section aria-label="Estimate" className="grid gap-5">
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
          <div className="grid gap-1">
            <p className="text-13 text-ink-muted">To embed everything once, at list price</p>
            <p className="text-40 font-semibold tracking-[-0.03em] tabular-nums" title={`$${formatDollars(list.once)}`}>
              {isEmpty ? '–' : moneyText(list.once)}
            </p>
            <p className="text-ink-muted tabular-nums">
              {isEmpty
                ? 'Nothing is counted yet: paste text or choose files.'
                : `${countText(job.tokensOnce)} tokens · ${countText(job.vectors)} vectors`}
            </p>
          </div>
          <CopyButton text={`${origin}${address}`} label="Copy link" name="Copy a link to this estimate" />
        </div>
        <dl className="grid gap-x-6 gap-y-4 border-t pt-4 sm:grid-cols-2">
          <Figure
            name="Each month after"
            value={moneyText(list.monthly)}
            note={`${shortTokens(job.tokensMonthly)} tokens: ${settings.refreshPercent} % refreshed, ${countText(job.queriesMonthly)} queries`}
          />
          <Figure
            name="In batches, half the price"
            value={isEmpty ? '–' : moneyText(batch.once)}
            note={`${moneyText(batch.monthly)} each month, were all of it in batches`}
          />
          {credit ? (
            <Figure
              name={`How far ${moneyText(credit.amount)} of trial credit goes`}
              value={`${shortTokens(credit.tokens)} tokens`}
              note={creditNote(credit.tokens, job.tokensOnce, credit.batchTokens)}
            />
          ) : null}
          <Figure
            name="The flat plan that fits"
            value={fit ? `${fit.plan.name}, ${moneyText(fit.priceNano)} a month` : 'None'}
            note={
              fit
                ? fit.crossingTokens === null
                  ? 'The model itself is free.'
                  : `Costs less than the list price from ${shortTokens(fit.crossingTokens)} tokens a month.`
                : result.plans.some(({ included }) => included)
                  ? 'The job is more than the largest plan lets through in a month: Enterprise limits are set per tenant.'
                  : 'No plan with a fixed price includes this model.'
            }
          />
        </dl>
      </section>
    </Card>
  );
}

interface ResultCardProps {
  result: Estimate;
  settings: Settings;
  /** Path and query of this estimate. */
  address: string;
}

function Figure({ name, value, note }: { name: string; value: string; note: string }) {
  return (
    <div className="grid content-start gap-0.5">
      <dt className="text-13 text-ink-muted">{name}</dt>
      <dd className="text-20 font-medium tracking-[-0.01em] tabular-nums">{value}</dd>
      <dd className="text-13 text-ink-muted tabular-nums">{note}</dd>
    </div>
  );
}

function creditNote(tokens: number, once: number, batchTokens: number): string {
  const inBatches = `${shortTokens(batchTokens)} in batches.`;
  if (once === 0) return inBatches;
  const times = tokens / once;
  if (times >= 1) return `Everything ${countText(Math.floor(times))} ${times >= 2 ? 'times' : 'time'}; ${inBatches}`;
  return `${Math.max(1, Math.floor(times * 100))} % of the job; ${inBatches}`;
}
