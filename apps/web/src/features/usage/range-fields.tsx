import type { ReactNode } from 'react';
import { isoDay } from '../../ui/time-ago.ts';
import type { DayRange } from './day-range.ts';
import { DayRangeFields } from './day-range-fields.tsx';
import { Segments } from './segments.tsx';

/** How far back a list or chart goes: a span up to now, or the days between two. `children` stand in the spans' row. */
export function RangeFields<Span extends string>(props: RangeFieldsProps<Span>) {
  const { value, spans, firstDays, now, onChange, children } = props;
  const isDays = typeof value !== 'string';
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 pb-4">
        <Segments<Span | 'days'>
          label="Range"
          value={isDays ? 'days' : value}
          onChange={(next) => onChange(next === 'days' ? (firstDays ?? yesterdayAndToday(now)) : next)}
          options={[...spans, { value: 'days', label: 'Custom' }]}
        />
        {children}
      </div>
      {isDays ? (
        <DayRangeFields key={`${value.from} ${value.to}`} value={value} today={isoDay(now)} onChange={onChange} />
      ) : null}
    </>
  );
}

interface RangeFieldsProps<Span extends string> {
  value: Span | DayRange;
  spans: readonly { value: Span; label: string }[];
  /** What "Custom" starts with; left out: yesterday and today. */
  firstDays?: DayRange;
  now: Date;
  onChange: (range: Span | DayRange) => void;
  children?: ReactNode;
}

function yesterdayAndToday(now: Date): DayRange {
  return { from: isoDay(new Date(now.getTime() - 86_400_000)), to: isoDay(now) };
}
