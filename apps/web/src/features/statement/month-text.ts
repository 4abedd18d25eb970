import { monthOf, monthSpan } from '@gridsky/api/domain';

const format = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `March 2031`. */
export function monthText(month: string): string {
  return format.format(monthSpan(month).start);
}

export function statementPath(month: string): string {
  return `/usage/statements/${month}`;
}

/** The months beside one; no later one than this month. */
export function monthsBeside(month: string, now: Date): { before: string; after: string | null } {
  const { start, end } = monthSpan(month);
  return { before: monthOf(new Date(start.getTime() - 1)), after: end <= now ? monthOf(end) : null };
}
