import { timeAgo } from './time-ago.ts';

/** A past moment as "4 min ago"; the exact time in UTC is in its title. One that the page's clock has not reached is "just now". */
export function Time({ at, now, className }: { at: Date; now: Date; className?: string }) {
  const exact = at.toISOString();
  return (
    <time dateTime={exact} title={`${exact.slice(0, 19).replace('T', ' ')} UTC`} className={className}>
      {timeAgo(at < now ? at : now, now)}
    </time>
  );
}
