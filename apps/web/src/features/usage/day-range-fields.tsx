import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { type DayRange, dayRangeFault } from './day-range.ts';

/** Two days to choose a range by. It is taken over by "Show", so that a day half typed loads nothing. */
export function DayRangeFields({ value, today, onChange }: DayRangeFieldsProps) {
  const [draft, setDraft] = useState(value);
  const [fault, setFault] = useState<string | null>(null);
  const change = (part: Partial<DayRange>) => {
    setDraft({ ...draft, ...part });
    setFault(null);
  };
  return (
    <form
      noValidate
      className="flex flex-wrap items-start gap-2 pb-4"
      onSubmit={(event) => {
        event.preventDefault();
        const wrong = dayRangeFault(draft);
        setFault(wrong);
        if (wrong === null) onChange(draft);
      }}
    >
      <Field label="First day (UTC)">
        {(control) => (
          <Input
            {...control}
            type="date"
            className="w-40!"
            max={today}
            value={draft.from}
            aria-invalid={fault ? true : undefined}
            onChange={(event) => change({ from: event.target.value })}
          />
        )}
      </Field>
      <Field label="Last day (UTC)" error={fault ?? undefined}>
        {(control) => (
          <Input
            {...control}
            type="date"
            className="w-40!"
            max={today}
            value={draft.to}
            onChange={(event) => change({ to: event.target.value })}
          />
        )}
      </Field>
      <Button type="submit" className="sm:mt-[1.625rem]">
        Show
      </Button>
    </form>
  );
}

interface DayRangeFieldsProps {
  value: DayRange;
  /** The present day in UTC. */
  today: string;
  onChange: (range: DayRange) => void;
}
