import { timeAgo } from './time-ago.ts';

/** A moment as "4 min ago"; the exact time in UTC is in its title. */
export function Time({ at, now, className }: { at: Date; now: Date; className?: string }) {
  const exact = at.toISOString();
  return (
    <time dateTime={exact} title={`${exact.slice(0, 19).replace('T', ' ')} UTC`} className={className}>
      {timeAgo(at, now)}
    </time>
  );
}
