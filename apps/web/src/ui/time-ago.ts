const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago something was, or how long until it is, in the largest whole unit: "4 min ago", "in 12 days". */
export function timeAgo(at: Date, now: Date): string {
  const distance = now.getTime() - at.getTime();
  const span = Math.abs(distance);
  if (span < minute) return distance >= 0 ? 'just now' : 'in a moment';
  const words = inWords(span);
  return distance >= 0 ? `${words} ago` : `in ${words}`;
}

/** The day in UTC, as every table writes it: `2026-01-31`. */
export function isoDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}

function inWords(span: number): string {
  if (span < hour) return `${Math.floor(span / minute)} min`;
  if (span < day) return `${Math.floor(span / hour)} h`;
  const days = Math.floor(span / day);
  return days === 1 ? '1 day' : `${days} days`;
}
