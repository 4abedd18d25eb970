import { Fault } from '../../domain/fault.ts';

/** A range of more days would read more than one answer should. */
export const RANGE_DAYS_MAX = 400;

/** Hours of more days are more rows than a page can show. */
export const HOURLY_DAYS_MAX = 31;

const DAY_MS = 86_400_000;

/** Refuses a range that is too long for its period. Errors: `invalid`, naming `end`. */
export function requireRange({ start, end, period }: { start: Date; end: Date; period?: 'hour' | 'day' }): void {
  const days = (end.getTime() - start.getTime()) / DAY_MS;
  if (days > RANGE_DAYS_MAX) {
    throw tooLong(`A range may have at most ${RANGE_DAYS_MAX} days. Choose a shorter one.`);
  }
  if (period === 'hour' && days > HOURLY_DAYS_MAX) {
    throw tooLong(`By hour a range may have at most ${HOURLY_DAYS_MAX} days. Choose a shorter one, or days.`);
  }
}

function tooLong(text: string): Fault {
  return new Fault('invalid', text, { param: 'end' });
}
