import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../../ui/class-names.ts';

export function StepList({ children }: { children: ReactNode }) {
  return <ol className="grid gap-6">{children}</ol>;
}

/** One step: its number, which becomes a tick by itself, and what to do. */
export function Step({ number, title, done, children }: StepProps) {
  return (
    <li className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-3 gap-y-1">
      {done ? (
        <CircleCheck className="size-6 text-good-ink" strokeWidth={1.75} aria-label="Done" />
      ) : (
        <span
          aria-hidden
          className="figures grid size-6 place-items-center rounded-full border border-line-strong text-12 text-ink-muted"
        >
          {number}
        </span>
      )}
      <h2 className={classNames('self-center font-semibold', done && 'text-ink-muted')}>{title}</h2>
      <div className="col-start-2 text-ink-muted">{children}</div>
    </li>
  );
}

interface StepProps {
  number: number;
  title: string;
  done: boolean;
  children: ReactNode;
}
