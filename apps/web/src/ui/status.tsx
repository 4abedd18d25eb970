import { classNames } from './class-names.ts';

/** A dot and the word it stands for: colour never speaks alone. */
export function Status({ tone, children }: { tone: StatusTone; children: string }) {
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <span className={classNames('size-2 shrink-0 rounded-full', dots[tone])} aria-hidden />
      {children}
    </span>
  );
}

export type StatusTone = 'good' | 'warn' | 'bad' | 'off';

const dots: Record<StatusTone, string> = {
  good: 'bg-good',
  warn: 'bg-warn',
  bad: 'bg-bad',
  off: 'border-[1.5px] border-line-strong',
};
