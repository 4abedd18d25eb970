import { Search } from 'lucide-react';
import { Input } from '../../ui/input.tsx';
import { Select, type SelectOption } from '../../ui/select.tsx';
import { withChosen } from '../../ui/with-chosen.ts';
import { RangeFields } from '../usage/range-fields.tsx';
import { type RequestFilters, requestCodes } from './request-filters.ts';

/** Range and filters of the request log, and the way to one request by its id. */
export function RequestToolbar({ filters, onChange, models, keys, now }: RequestToolbarProps) {
  const { range, outcome, code, model, keyId } = filters;
  const change = (part: Partial<RequestFilters>) => onChange({ ...filters, ...part });
  return (
    <search className="grid">
      <RangeFields value={range} spans={spans} now={now} onChange={(next) => change({ range: next })}>
        <form
          className="relative min-w-0 grow basis-64 sm:max-w-96"
          onSubmit={(event) => {
            event.preventDefault();
            const id = new FormData(event.currentTarget).get('id');
            if (typeof id === 'string' && id.trim() !== '') change({ id: id.trim() });
          }}
        >
          <Search
            className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint"
            aria-hidden
          />
          <Input
            name="id"
            type="search"
            mono
            aria-label="Find a request by its id"
            placeholder="req_… and Enter"
            maxLength={80}
            className="pl-8"
          />
        </form>
      </RangeFields>
      <div className="grid grid-cols-2 gap-2 pb-4 sm:flex sm:flex-wrap">
        <Select
          aria-label="Outcome"
          className="sm:w-40"
          value={outcome ?? any}
          onChange={(next) => change({ outcome: next === any ? null : (next as RequestFilters['outcome']) })}
          options={outcomeOptions}
        />
        <Select
          aria-label="Error code"
          className="sm:w-52"
          value={code ?? any}
          onChange={(next) => change({ code: next === any ? null : (next as RequestFilters['code']) })}
          options={codeOptions}
        />
        <Select
          aria-label="Model"
          className="sm:w-52"
          value={model ?? any}
          onChange={(next) => change({ model: next === any ? null : next })}
          options={[{ value: any, label: 'Any model' }, ...withChosen(models, model)]}
        />
        <Select
          aria-label="Key"
          className="sm:w-52"
          value={keyId ?? any}
          onChange={(next) => change({ keyId: next === any ? null : next })}
          options={[{ value: any, label: 'Any key' }, ...withChosen(keys, keyId)]}
        />
      </div>
    </search>
  );
}

interface RequestToolbarProps {
  filters: RequestFilters;
  onChange: (filters: RequestFilters) => void;
  models: readonly SelectOption[];
  keys: readonly SelectOption[];
  now: Date;
}

const any = 'any';

const spans = [
  { value: '1h', label: '1 hour' },
  { value: '24h', label: '24 hours' },
  { value: '7d', label: '7 days' },
  { value: '30d', label: '30 days' },
] as const;

const outcomeOptions: SelectOption[] = [
  { value: any, label: 'Any outcome' },
  { value: 'served', label: 'Served (2xx)' },
  { value: 'refused', label: 'Refused (4xx)' },
  { value: 'failed', label: 'Failed (5xx)' },
];

const codeOptions: SelectOption[] = [
  { value: any, label: 'Any error code' },
  { value: 'limits', label: 'Any limit' },
  ...requestCodes.map((code) => ({ value: code, label: code })),
];
