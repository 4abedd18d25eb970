import { NANO_PER_DOLLAR, type NanoDollars } from '@gridsky/api/domain';

const digits = new Intl.NumberFormat('en-US');

/**
 * An amount to be read at a glance: `$1,234` from a thousand dollars on, `$19.50`, `$0.0123` with three figures below a
 * dollar, `$0`. Rounded to the nearest; the exact amount is formatDollars' matter.
 */
export function moneyText(amount: NanoDollars): string {
  if (amount === 0n) return '$0';
  if (amount >= 1_000n * NANO_PER_DOLLAR) return `$${digits.format(rounded(amount, NANO_PER_DOLLAR))}`;
  if (amount >= NANO_PER_DOLLAR) return decimals(amount, 2).replace(/\.00$/, '');
  // Nine decimals in all: as many as there are before the first figure, and three more.
  return trimmed(decimals(amount, Math.min(9, 12 - amount.toString().length)));
}

/** `1,234,567`. */
export function countText(value: number): string {
  return digits.format(value);
}

/** `950 M`, `14.95 B`, `12,000`: four figures from a million on. */
export function shortTokens(value: number): string {
  for (const [size, letter] of [
    [1e12, 'T'],
    [1e9, 'B'],
    [1e6, 'M'],
  ] as const) {
    if (value >= size * 0.99995) return `${Number((value / size).toPrecision(4)).toLocaleString('en-US')} ${letter}`;
  }
  return digits.format(value);
}

function decimals(amount: NanoDollars, places: number): string {
  const unit = 10n ** BigInt(9 - places);
  const text = rounded(amount, unit)
    .toString()
    .padStart(places + 1, '0');
  return `$${text.slice(0, -places)}.${text.slice(-places)}`;
}

/** Without needless zeros, but with cents where there are any. */
function trimmed(text: string): string {
  return text.replace(/(\.\d\d\d*?)0+$/, '$1');
}

function rounded(amount: NanoDollars, unit: bigint): bigint {
  return (amount + unit / 2n) / unit;
}
