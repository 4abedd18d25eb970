'use client';

import { ChevronDown } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { classNames } from './class-names.ts';
import type { FieldControl } from './field.tsx';

type Panel = typeof import('./select-panel.tsx');

/**
 * One choice of a short list. Values are non-empty strings; `hint` is a second line under the option. What draws the list
 * and moves through it is fetched when it is about to be opened.
 */
export function Select<Value extends string>({
  value,
  onChange,
  options,
  placeholder,
  size,
  className,
  ...control
}: SelectProps<Value>) {
  const own = useId();
  const id = control.id ?? own;
  const [panel, setPanel] = useState<Panel | null>(null);
  const [open, setOpen] = useState(false);
  const prepare = () => {
    if (!panel) void import('./select-panel.tsx').then(setPanel, () => setOpen(false));
  };
  const show = () => {
    prepare();
    setOpen(true);
  };
  const chosen = options.find((option) => option.value === value);
  return (
    <span className={classNames('relative inline-flex w-full', className)}>
      <button
        type="button"
        role="combobox"
        aria-haspopup="listbox"
        aria-expanded={open && panel !== null}
        className={classNames(
          'inline-flex w-full items-center justify-between gap-2 rounded-md border border-line-strong bg-surface px-2.5',
          'transition-colors hover:bg-hover disabled:opacity-50',
          chosen ? undefined : 'text-ink-faint',
          size === 'sm' ? 'h-7 text-13 pointer-coarse:h-9' : 'control-height text-14',
        )}
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={show}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          show();
        }}
        {...control}
        id={id}
      >
        <span className="truncate">{chosen?.label ?? placeholder}</span>
        <ChevronDown className="size-4 shrink-0 text-ink-faint" aria-hidden />
      </button>
      {panel ? (
        <panel.SelectPanel
          id={id}
          open={open}
          onOpenChange={setOpen}
          value={value}
          onChange={(next) => onChange(next as Value)}
          options={options}
        />
      ) : null}
    </span>
  );
}

export interface SelectOption<Value extends string = string> {
  value: Value;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

interface SelectProps<Value extends string> extends Partial<FieldControl> {
  value: Value | undefined;
  onChange: (value: Value) => void;
  options: readonly SelectOption<Value>[];
  placeholder?: string;
  size?: 'sm' | 'md';
  className?: string;
  disabled?: boolean;
  'aria-label'?: string;
}
