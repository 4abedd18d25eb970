import { isoDay } from '../../ui/time-ago.ts';
import { RangeFields } from './range-fields.tsx';
import { Segments } from './segments.tsx';
import { rangePeriods, type UsageFilters } from './usage-filters.ts';
import { usageRange } from './usage-range.ts';

/** Range, width of the bars, group and measure of the usage page. */
export function UsagePicker({ filters, now, onChange }: UsagePickerProps) {
  const { range } = filters;
  const periods = rangePeriods(range);
  const setRange = (next: UsageFilters['range']) => {
    const period = filters.period && rangePeriods(next).includes(filters.period) ? filters.period : null;
    onChange({ ...filters, range: next, period });
  };
  /** The days that are shown, to start choosing from. */
  const shownDays = () => {
    const { start, end } = usageRange(filters, now);
    return { from: isoDay(start), to: isoDay(new Date(end.getTime() - 1)) };
  };
  return (
    <RangeFields value={range} spans={spans} firstDays={shownDays()} now={now} onChange={setRange}>
      {periods.length > 1 ? (
        <Segments
          label="Bars"
          value={filters.period ?? periods[0]}
          onChange={(period) => onChange({ ...filters, period })}
          options={[
            { value: 'day', label: 'Daily' },
            { value: 'hour', label: 'Hourly' },
          ]}
        />
      ) : null}
      <Segments
        label="Group by"
        value={filters.group}
        onChange={(group) => onChange({ ...filters, group })}
        options={[
          { value: 'model', label: 'By model' },
          { value: 'key', label: 'By key' },
          { value: 'user', label: 'By user' },
        ]}
      />
      <Segments
        label="Chart shows"
        value={filters.measure}
        onChange={(measure) => onChange({ ...filters, measure })}
        options={[
          { value: 'tokens', label: 'Tokens' },
          { value: 'requests', label: 'Requests' },
        ]}
      />
    </RangeFields>
  );
}

interface UsagePickerProps {
  filters: UsageFilters;
  now: Date;
  onChange: (filters: UsageFilters) => void;
}

const spans = [
  { value: '24h', label: '24 hours' },
  { value: '7d', label: '7 days' },
  { value: '30d', label: '30 days' },
  { value: '90d', label: '90 days' },
] as const;
