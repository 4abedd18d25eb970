import { ChevronDown } from 'lucide-react';
import { classNames } from './class-names.ts';
import type { FieldControl } from './field.tsx';

/** One choice of a short list in the browser's own control: for pages that are to open with few scripts. */
export function NativeSelect<Value extends string>({
  value,
  onChange,
  options,
  className,
  ...control
}: NativeSelectProps<Value>) {
  return (
    <span className={classNames('relative block', className)}>
      <select
        className={classNames(
          'control-height w-full appearance-none truncate rounded-md border border-line-strong bg-surface pr-8 pl-2.5 text-14',
          'text-ink transition-colors hover:bg-hover pointer-coarse:text-16',
        )}
        value={value}
        onChange={({ target }) => onChange(target.value as Value)}
        {...control}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-faint"
        aria-hidden
      />
    </span>
  );
}

interface NativeSelectProps<Value extends string> extends Partial<FieldControl> {
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string }[];
  className?: string;
  'aria-label'?: string;
}
