import { Segments } from './segments.tsx';
import type { UsageFilters } from './usage-filters.ts';

/** Range, group and measure of the usage page. */
export function UsagePicker({ filters, onChange }: UsagePickerProps) {
  return (
    <div className="flex flex-wrap items-center gap-2 pb-4">
      <Segments
        label="Range"
        value={filters.range}
        onChange={(range) => onChange({ ...filters, range })}
        options={[
          { value: '24h', label: '24 hours' },
          { value: '7d', label: '7 days' },
          { value: '30d', label: '30 days' },
          { value: '90d', label: '90 days' },
        ]}
      />
      <Segments
        label="Group by"
        value={filters.group}
        onChange={(group) => onChange({ ...filters, group })}
        options={[
          { value: 'model', label: 'By model' },
          { value: 'key', label: 'By key' },
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
    </div>
  );
}

interface UsagePickerProps {
  filters: UsageFilters;
  onChange: (filters: UsageFilters) => void;
}
