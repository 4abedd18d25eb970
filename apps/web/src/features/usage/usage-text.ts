import { formatDollars, NANO_PER_DOLLAR, type NanoDollars, nano } from '@gridsky/api/domain';

/** Exact with separators up to ten million, `12.35 M` past it: for large figures that must keep their place. */
export function countText(value: number): string {
  return value < 10_000_000 ? value.toLocaleString('en-US') : compact(value, 2);
}

/** `950`, `1.2 K`, `3.4 M`: for axes and legends. */
export function shortText(value: number): string {
  return value < 1000 ? value.toLocaleString('en-US') : compact(value, 1);
}

/** Dollars for large figures, rounded up: to cents from one dollar on, below it to six decimals. The rows have it exact. */
export function costText(amount: NanoDollars): string {
  const step = amount < NANO_PER_DOLLAR ? 1_000n : 10_000_000n;
  return `$${formatDollars(nano(((amount + step - 1n) / step) * step))}`;
}

/** The start of a bucket in UTC: `14:00` within a day, `3 Mar` among days, `3 Mar 14:00` for an hour among those of several. */
export function bucketText(at: Date, period: 'hour' | 'day', severalDays = false): string {
  const day = `${at.getUTCDate()} ${monthFormat.format(at)}`;
  if (period === 'day') return day;
  const hour = `${at.toISOString().slice(11, 13)}:00`;
  return severalDays ? `${day} ${hour}` : hour;
}

/** The same, whole: `2026-03-03 14:00` or `2026-03-03`. */
export function bucketFullText(at: Date, period: 'hour' | 'day'): string {
  const iso = at.toISOString();
  return period === 'hour' ? `${iso.slice(0, 10)} ${iso.slice(11, 16)}` : iso.slice(0, 10);
}

const monthFormat = new Intl.DateTimeFormat('en-US', { month: 'short', timeZone: 'UTC' });

function compact(value: number, digits: number): string {
  const text = value.toLocaleString('en-US', { notation: 'compact', maximumFractionDigits: digits });
  return text.replace(/([KMBT])$/, '\u00a0$1');
}
