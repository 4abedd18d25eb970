import { isoDay } from '../../ui/time-ago.ts';
import type { Day } from './week-days.ts';

/** A small bar for each day. The numbers are said in words for those who don't see it, and in each bar's title. */
export function DayBars({ label, days, tone = 'accent' }: DayBarsProps) {
  const most = Math.max(...days.map(({ value }) => value), 1);
  const said = days.map(({ at, value }) => `${isoDay(at)} ${value.toLocaleString('en-US')}`);
  return (
    <div role="img" aria-label={`${label} by day: ${said.join(', ')}`} className="flex h-12 items-end gap-1">
      {days.map(({ at, value }, index) => (
        <div key={at.getTime()} title={said[index]} className="flex h-full flex-1 items-end">
          <div
            className={value === 0 ? 'h-px w-full bg-line-strong/50' : tone === 'accent' ? accent : bad}
            style={value === 0 ? undefined : { height: `max(2px, ${(value / most) * 100}%)` }}
          />
        </div>
      ))}
    </div>
  );
}

interface DayBarsProps {
  label: string;
  days: readonly Day[];
  /** `bad` for what should not be. */
  tone?: 'accent' | 'bad';
}

const accent = 'w-full rounded-[2px] bg-(--chart-1)';
const bad = 'w-full rounded-[2px] bg-bad';
