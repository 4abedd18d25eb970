import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** How much of a limit is used: amber from 80 %, red when it is reached. `value` and `limit` share a unit. */
export function Bar({ label, value, limit, format = plainNumber, texts, note }: BarProps) {
  const said = texts ?? { value: format(value), limit: format(limit) };
  const share = limit > 0 ? Math.min(1, value / limit) : 0;
  const tone = share >= 1 ? 'bg-bad' : share >= 0.8 ? 'bg-warn' : 'bg-accent';
  return (
    <div className="grid gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <span>{label}</span>
        <span className="figures text-13 text-ink-muted">
          <span className="text-ink">{said.value}</span> / {said.limit}
        </span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a <meter> cannot be drawn alike in every browser. */}
      <div
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={limit}
        aria-valuenow={Math.min(value, limit)}
        aria-valuetext={`${said.value} of ${said.limit}`}
        className="h-1.5 overflow-hidden rounded-full bg-hover"
      >
        <div
          className={classNames('h-full rounded-full transition-[width]', tone)}
          style={{ width: `${share * 100}%` }}
        />
      </div>
      {note || share >= 0.8 ? (
        <p className="text-13 text-ink-muted">{note ?? (share >= 1 ? 'Limit reached.' : 'Over 80 % of the limit.')}</p>
      ) : null}
    </div>
  );
}

interface BarProps {
  label: string;
  value: number;
  limit: number;
  format?: (value: number) => string;
  /** In place of the numbers, where they are only a share: money, which is never a float. */
  texts?: { value: string; limit: string };
  note?: ReactNode;
}

function plainNumber(value: number): string {
  return value.toLocaleString('en-US');
}
