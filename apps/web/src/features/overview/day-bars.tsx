import { classNames } from '../../ui/class-names.ts';
import { isoDay } from '../../ui/time-ago.ts';
import type { Day } from './week-days.ts';

/** A small bar for each day. The numbers are said in words for those who don't see it, and in each bar's title. */
export function DayBars({ label, days, tone }: DayBarsProps) {
  const most = Math.max(...days.map(({ value }) => value), 1);
  const said = days.map(({ at, value }) => `${isoDay(at)} ${value.toLocaleString('en-US')}`);
  return (
    <div
      role="img"
      aria-label={`${label} by day: ${said.join(', ')}`}
      className="flex h-12 w-28 shrink-0 items-end gap-1"
    >
      {days.map(({ at, value }, index) => (
        <div key={at.getTime()} title={said[index]} className="flex h-full flex-1 items-end">
          <div
            className={classNames('w-full rounded-[2px]', value === 0 ? 'h-px bg-line-strong/50' : fills[tone])}
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
  tone: keyof typeof fills;
}

const fills = { accent: 'bg-(--chart-1)', quiet: 'bg-(--chart-other)', bad: 'bg-bad' };
