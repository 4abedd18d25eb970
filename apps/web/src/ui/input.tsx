import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

/** One line of text. `mono` for keys, ids and numbers. Take `id` and the aria attributes from {@link Field}. */
export function Input({ mono, className, ...rest }: ComponentProps<'input'> & { mono?: boolean }) {
  return (
    <input className={classNames(inputStyles, 'control-height text-14', mono && 'figures', className)} {...rest} />
  );
}

/** Several lines of text; grows with its content where the browser can. */
export function Textarea({ mono, className, ...rest }: ComponentProps<'textarea'> & { mono?: boolean }) {
  return (
    <textarea
      className={classNames(
        inputStyles,
        'field-sizing-content min-h-24 py-1.5',
        mono ? 'figures text-13' : 'text-14',
        className,
      )}
      {...rest}
    />
  );
}

const inputStyles = [
  'w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-ink transition-colors',
  'placeholder:text-ink-faint disabled:bg-sunken disabled:text-ink-faint aria-invalid:border-bad',
  'pointer-coarse:text-16',
];
