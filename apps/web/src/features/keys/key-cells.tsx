import type { KeyView } from '@gridsky/api/services';
import { Clock3, RefreshCw, TriangleAlert } from 'lucide-react';
import { Badge } from '../../ui/badge.tsx';
import { Time } from '../../ui/time.tsx';
import { isoDay, timeAgo } from '../../ui/time-ago.ts';
import { limitDetails, limitWords } from './key-limits.ts';
import { idleDays } from './last-use.ts';

/** When a key was last used; one that nobody has used for long says so, as it may not be needed any more. */
export function LastUsed({ row, now }: { row: KeyView; now: Date }) {
  const idle = idleDays(row, now);
  if (idle !== null) {
    return (
      <Badge tone="warn">
        <Clock3 aria-hidden />
        {row.lastUsedAt ? `Unused ${idle} days` : 'Never used'}
      </Badge>
    );
  }
  return row.lastUsedAt ? <Time at={row.lastUsedAt} now={now} /> : <span className="text-ink-muted">Never</span>;
}

/** The day a key ends; in its last two weeks also how long that is. */
export function Expires({ row, now }: { row: KeyView; now: Date }) {
  if (!row.expiresAt) return <span className="text-ink-muted">Never</span>;
  const ends = row.expiresAt.getTime() - now.getTime();
  const day = <span className="figures text-13">{isoDay(row.expiresAt)}</span>;
  if (row.state !== 'active' || ends > warnDays * 86_400_000) return day;
  return (
    <span className="inline-flex items-center gap-1.5 align-middle text-warn-ink">
      <TriangleAlert className="size-4 shrink-0" aria-hidden />
      <span title={isoDay(row.expiresAt)}>{timeAgo(row.expiresAt, now)}</span>
    </span>
  );
}

/** What narrows the key beyond its plan, as far as there is room; all of it in the title. */
export function Limits({ row }: { row: KeyView }) {
  const words = limitWords(row);
  if (words.length === 0) return <span className="text-ink-muted">Plan’s</span>;
  return (
    <span className="block truncate" title={limitDetails(row)}>
      {words.join(' · ')}
    </span>
  );
}

/** While the secret before the last rotation still works: until when. */
export function OldSecret({ row, now }: { row: KeyView; now: Date }) {
  if (!row.previous || row.previous.endsAt <= now) return null;
  const { display, endsAt } = row.previous;
  return (
    <Badge tone="warn">
      <RefreshCw aria-hidden />
      <span title={`${display} works until ${endsAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`}>
        <span className="@3xl:sr-only @[72rem]:not-sr-only">old ends </span>
        {timeAgo(endsAt, now)}
      </span>
    </Badge>
  );
}

/** When and by whom; the whole address is in the title, as there is seldom room for it. */
export function CreatedBy({ row, now }: { row: KeyView; now: Date }) {
  return (
    <span className="flex min-w-0 items-baseline gap-1.5">
      <Time at={row.createdAt} now={now} />
      <span className="truncate text-ink-muted" title={row.createdBy ?? undefined}>
        {row.createdBy?.split('@')[0] ?? 'operator'}
      </span>
    </span>
  );
}

const warnDays = 14;
