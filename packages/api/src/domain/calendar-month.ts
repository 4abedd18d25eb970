import { z } from 'zod';

/** A calendar month in UTC, `2031-03`. */
export const monthSchema = z
  .string()
  .regex(/^(20[2-9]\d|2[1-9]\d\d)-(0[1-9]|1[0-2])$/, { error: 'Write a month as 2031-03.' });

/** The month of an instant, in UTC. */
export function monthOf(instant: Date): string {
  return instant.toISOString().slice(0, 7);
}

/** From its first instant to before the next month's. */
export function monthSpan(month: string): { start: Date; end: Date } {
  const start = new Date(`${month}-01T00:00:00Z`);
  return { start, end: new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1)) };
}
