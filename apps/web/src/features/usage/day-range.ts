import type { Span } from './usage-range.ts';

/** Whole days in UTC, both included: `2026-03-01` to `2026-03-31`. */
export interface DayRange {
  from: string;
  to: string;
}

/** As many as the server answers for, in days and by hour. */
export const rangeDaysMax = 400;
export const hourlyDaysMax = 31;

/** Why these days are no range, for the one who chose them; null: they are one. */
export function dayRangeFault({ from, to }: DayRange): string | null {
  if (!isDay(from) || !isDay(to)) return 'Give both days.';
  const days = dayCount({ from, to });
  if (days < 1) return 'The first day comes after the last one.';
  return days > rangeDaysMax ? `Choose at most ${rangeDaysMax} days; these are ${days.toLocaleString('en-US')}.` : null;
}

/** The range of `from=2026-03-01&to=2026-03-31`; null when it is none. */
export function readDayRange(query: { get(name: string): string | null }): DayRange | null {
  const range = { from: query.get('from') ?? '', to: query.get('to') ?? '' };
  return dayRangeFault(range) === null ? range : null;
}

export function daySpan({ from, to }: DayRange): Span {
  return { start: new Date(midnight(from)), end: new Date(midnight(to) + dayMs) };
}

export function dayCount({ from, to }: DayRange): number {
  return Math.round((midnight(to) - midnight(from)) / dayMs) + 1;
}

const dayMs = 86_400_000;

function midnight(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** A day of the calendar: 30 February is none. Four digits of year, so that every address means one range. */
function isDay(text: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
  const time = midnight(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
