import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';

/** One number, large. `unit` stands small beside it, `change` (with its direction) and `note` under it. */
export function Stat({ label, value, unit, change, note }: StatProps) {
  const Arrow = change?.direction === 'up' ? ArrowUp : ArrowDown;
  return (
    <div className="grid content-start gap-1">
      <p className="text-13 text-ink-muted">{label}</p>
      <p className="flex items-baseline gap-1.5">
        <span className="text-28 font-medium tracking-[-0.02em] tabular-nums">{value}</span>
        {unit ? <span className="text-13 text-ink-muted">{unit}</span> : null}
      </p>
      {change || note ? (
        <p className="flex items-center gap-1 text-13 text-ink-muted">
          {change && change.direction !== 'flat' ? (
            <Arrow className="size-3.5" aria-label={change.direction === 'up' ? 'up' : 'down'} />
          ) : null}
          {change ? <span className="tabular-nums">{change.text}</span> : null}
          {note}
        </p>
      ) : null}
    </div>
  );
}

interface StatProps {
  label: string;
  value: ReactNode;
  unit?: string;
  change?: { direction: 'up' | 'down' | 'flat'; text: string };
  note?: ReactNode;
}
