import { TriangleAlert } from 'lucide-react';
import { classNames } from '../../ui/class-names.ts';

export interface ShellPlan {
  name: string;
  /** Given on plans that are paid from a credit. */
  credit?: {
    /** What is left, written out: "$4.21". */
    left: string;
    /** Share used, 0 to 1. */
    used: number;
  };
}

/** The plan's name, or what is left of its credit; amber from 80 % used, red when it is gone. */
export function PlanPill({ name, credit }: ShellPlan) {
  const tone = !credit || credit.used < 0.8 ? 'calm' : credit.used < 1 ? 'low' : 'gone';
  return (
    <span
      className={classNames(
        'relative hidden h-6 items-center gap-1.5 rounded-full border px-2.5 text-12 whitespace-nowrap sm:inline-flex',
        tone === 'calm' && 'text-ink-muted',
        tone === 'low' && 'border-warn bg-warn-wash text-warn-ink max-sm:inline-flex',
        tone === 'gone' && 'border-bad bg-bad-wash text-bad-ink max-sm:inline-flex',
      )}
    >
      {tone === 'calm' ? null : <TriangleAlert className="size-3.5" aria-hidden />}
      <span className={credit ? 'max-sm:sr-only' : undefined}>{name}</span>
      {credit ? <span className="figures">{tone === 'gone' ? 'credit used up' : `${credit.left} left`}</span> : null}
    </span>
  );
}
