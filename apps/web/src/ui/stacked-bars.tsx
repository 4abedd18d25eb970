'use client';

import { useState } from 'react';
import { labelledPoints, valueTicks } from './chart-scale.ts';
import type { ChartPoint, ChartSeries } from './chart-series.ts';
import { ChartTooltip } from './chart-tooltip.tsx';

/**
 * The drawing of a stacked chart, in boxes that the browser lays out: it is whole before any script runs and fits every
 * width. The pointer over a column shows its numbers; for who has none, the same numbers are in the table beside.
 */
export function StackedBars({ label, series, points, height, colour, name, formatAt, formatValue }: StackedBarsProps) {
  const [pointed, setPointed] = useState<number | null>(null);
  const sums = points.map(({ values }) => series.reduce((sum, { key }) => sum + (values[key] ?? 0), 0));
  const ticks = valueTicks(Math.max(0, ...sums));
  const top = ticks.at(-1) ?? 1;
  const share = (value: number) => `${(value / top) * 100}%`;
  const shown = pointed === null ? undefined : points[pointed];
  const atRight = pointed !== null && pointed >= points.length / 2;
  return (
    <div role="img" aria-label={label} className="relative pl-13 text-12 text-ink-muted" style={{ height }}>
      <div className="relative h-[calc(100%-1.75rem)]">
        {ticks.map((tick) => (
          <div key={tick} className="absolute inset-x-0 border-t" style={{ bottom: share(tick) }}>
            <span className="figures absolute right-full -translate-y-1/2 pr-2 whitespace-nowrap">
              {formatValue(tick)}
            </span>
          </div>
        ))}
        <div className="absolute inset-0 flex" onPointerLeave={() => setPointed(null)}>
          {points.map((point, index) => (
            <div
              key={point.at}
              className="flex h-full flex-1 flex-col-reverse items-center hover:bg-hover/60"
              onPointerEnter={() => setPointed(index)}
            >
              {series.map(({ key }, place) => (
                <div
                  key={key}
                  className="w-[82%] max-w-10"
                  style={{ height: share(point.values[key] ?? 0), background: colour(key, place) }}
                />
              ))}
            </div>
          ))}
        </div>
        {shown && pointed !== null ? (
          <div
            className="pointer-events-none absolute top-2 z-10 px-2"
            style={{
              [atRight ? 'right' : 'left']:
                `${((atRight ? points.length - pointed : pointed + 1) / points.length) * 100}%`,
            }}
          >
            <ChartTooltip
              shown
              title={formatAt(shown.at)}
              rows={series.map(({ key }, place) => ({
                name: name(key),
                value: formatValue(shown.values[key] ?? 0),
                colour: colour(key, place),
              }))}
            />
          </div>
        ) : null}
      </div>
      <AxisLabels points={points} formatAt={formatAt} labelsMax={4} className="sm:hidden" />
      <AxisLabels points={points} formatAt={formatAt} labelsMax={8} className="max-sm:hidden" />
    </div>
  );
}

interface StackedBarsProps {
  label: string;
  series: readonly ChartSeries[];
  points: readonly ChartPoint[];
  /** Pixels. */
  height: number;
  colour: (key: string, place: number) => string;
  name: (key: string) => string;
  formatAt: (at: string) => string;
  formatValue: (value: number) => string;
}

function AxisLabels({ points, formatAt, labelsMax, className }: AxisLabelsProps) {
  return (
    <div className={`relative h-7 ${className}`}>
      {labelledPoints(points.length, labelsMax).map((index) => (
        <span
          key={points[index]?.at}
          className="absolute top-2 -translate-x-1/2 whitespace-nowrap"
          style={{ left: `${((index + 0.5) / points.length) * 100}%` }}
        >
          {formatAt(points[index]?.at ?? '')}
        </span>
      ))}
    </div>
  );
}

type AxisLabelsProps = Pick<StackedBarsProps, 'points' | 'formatAt'> & { labelsMax: number; className: string };
