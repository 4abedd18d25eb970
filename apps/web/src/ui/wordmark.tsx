import { classNames } from './class-names.ts';

/** Four dots of a grid, one of them lit. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 16 16" className={classNames('size-4 shrink-0', className)} aria-hidden="true">
      <circle cx="4" cy="4" r="2.25" fill="currentColor" opacity="0.4" />
      <circle cx="4" cy="12" r="2.25" fill="currentColor" opacity="0.4" />
      <circle cx="12" cy="12" r="2.25" fill="currentColor" opacity="0.4" />
      <circle cx="12" cy="4" r="3" fill="var(--accent)" />
    </svg>
  );
}

/** The mark and the name. With `compact` the name is for screen readers only. */
export function Wordmark({ compact }: { compact?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2 text-16 leading-none font-medium tracking-[-0.02em]">
      <Mark />
      <span className={compact ? 'sr-only' : undefined}>gridsky</span>
    </span>
  );
}
