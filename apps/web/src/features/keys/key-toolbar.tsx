import { Search } from 'lucide-react';
import { Input } from '../../ui/input.tsx';
import { Select, type SelectOption } from '../../ui/select.tsx';
import type { KeyFilter, StateFilter } from './key-filter.ts';

/** Search and filters above the table. */
export function KeyToolbar({
  filter,
  onChange,
}: {
  filter: KeyFilter;
  onChange: (change: Partial<KeyFilter>) => void;
}) {
  return (
    <search className="flex flex-wrap gap-2 border-b p-3">
      <div className="relative min-w-48 flex-1 sm:max-w-72">
        <Search
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint"
          aria-hidden
        />
        <Input
          type="search"
          aria-label="Search keys"
          placeholder="Name, key or maker"
          className="pl-8"
          value={filter.search}
          onChange={(event) => onChange({ search: event.target.value })}
        />
      </div>
      <Select
        aria-label="State"
        className="w-36!"
        value={filter.state}
        onChange={(state) => onChange({ state })}
        options={stateOptions}
      />
      <Select
        aria-label="Scope"
        className="w-32!"
        value={filter.scope}
        onChange={(scope) => onChange({ scope })}
        options={scopeOptions}
      />
      <Select
        aria-label="Kind"
        className="w-28!"
        value={filter.mode}
        onChange={(mode) => onChange({ mode })}
        options={modeOptions}
      />
    </search>
  );
}

const stateOptions: SelectOption<StateFilter>[] = [
  { value: 'current', label: 'Not revoked' },
  { value: 'active', label: 'Active' },
  { value: 'disabled', label: 'Disabled' },
  { value: 'expired', label: 'Expired' },
  { value: 'revoked', label: 'Revoked' },
  { value: 'all', label: 'All states' },
];

const scopeOptions: SelectOption<KeyFilter['scope']>[] = [
  { value: 'any', label: 'Any scope' },
  { value: 'infer', label: 'infer' },
  { value: 'read', label: 'read' },
  { value: 'admin', label: 'admin' },
];

const modeOptions: SelectOption<KeyFilter['mode']>[] = [
  { value: 'any', label: 'Any kind' },
  { value: 'live', label: 'Live' },
  { value: 'test', label: 'Test' },
];
