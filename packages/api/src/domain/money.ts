declare const unit: unique symbol;

/**
 * Nano-dollars: $1 is 1,000,000,000n. Money is never a float here, and no other count is money: the type is nominal, so the compiler
 * lets neither a number nor a bare bigint pass for an amount. At run time it is a bigint and nothing else.
 */
export type NanoDollars = bigint & { readonly [unit]: 'nano-dollars' };

/** Says that a bigint counts nano-dollars: of amounts from outside, and of arithmetic whose unit the compiler can't follow. */
export function nano<Amount extends bigint | null>(amount: Amount): Nano<Amount> {
  return amount as Nano<Amount>;
}

type Nano<Value> = Value extends bigint ? NanoDollars : Value;

/** A row of the database, in which amounts are bare bigints that only their names tell: columns `…Nano` are nano-dollars. */
export type WithNano<Row> = { [Name in keyof Row]: Name extends `${string}Nano` ? Nano<Row[Name]> : Row[Name] };

/** Says so of a row. */
export function withNano<Row extends object>(row: Row): WithNano<Row> {
  return row as WithNano<Row>;
}

export const NO_MONEY = nano(0n);
export const NANO_PER_DOLLAR = nano(1_000_000_000n);
const NANO_PER_CENT = 10_000_000n;

/** Whole cents as nano-dollars. */
export function cents(amount: number): NanoDollars {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`Not a whole number of cents: ${amount}`);
  return nano(BigInt(amount) * NANO_PER_CENT);
}

/** Whole cents, as payment services count; null when there is a part of one. */
export function wholeCents(amount: NanoDollars): number | null {
  return amount % NANO_PER_CENT === 0n ? Number(amount / NANO_PER_CENT) : null;
}

/** Whole cents, rounded up: for what is shown as used, so that what is left never looks larger than it is. */
export function centsUp(amount: NanoDollars): number {
  return Number((amount + NANO_PER_CENT - 1n) / NANO_PER_CENT);
}

/** Tokens that an amount pays for at a list price; 0 where the model is free. */
export function tokensFor(amount: NanoDollars, pricePerMillionNano: NanoDollars): number {
  return pricePerMillionNano === 0n ? 0 : Number((amount * 1_000_000n) / pricePerMillionNano);
}

/** The fewest tokens whose cost at a list price reaches `amount`; null when no number does. */
export function tokensWorth(amount: NanoDollars, pricePerMillionNano: NanoDollars): number | null {
  if (pricePerMillionNano === 0n) return null;
  return Number((amount * 1_000_000n + pricePerMillionNano - 1n) / pricePerMillionNano);
}

/** Cost of `tokens` at a list price per million tokens, rounded up to a whole nano-dollar so that nothing is given away. */
export function tokenCost(tokens: number, pricePerMillionNano: NanoDollars): NanoDollars {
  return nano((BigInt(tokens) * pricePerMillionNano + 999_999n) / 1_000_000n);
}

/** The same as part of a batch: half the list price, rounded up to a whole nano-dollar once, at the end. */
export function batchTokenCost(tokens: number, pricePerMillionNano: NanoDollars): NanoDollars {
  return nano((BigInt(tokens) * pricePerMillionNano + 1_999_999n) / 2_000_000n);
}

/** How large a part is of a whole, for bars and marks alone: a whole of nothing is used up. Never a figure to reckon with. */
export function shareOf(part: NanoDollars, whole: NanoDollars): number {
  if (whole <= 0n) return 1;
  // Ten-thousandths in whole numbers: no amount, however large, loses a digit on its way.
  return Number((part * 10_000n) / whole) / 10_000;
}

/**
 * Decimal dollars, e.g. `4.999980`: at least two decimals, at most nine, no trailing zeros beyond the second.
 * The exact value: nothing is rounded.
 */
export function formatDollars(amount: NanoDollars): string {
  const sign = amount < 0n ? '-' : '';
  const absolute = amount < 0n ? -amount : amount;
  const fraction = (absolute % NANO_PER_DOLLAR).toString().padStart(9, '0').replace(/0+$/, '').padEnd(2, '0');
  return `${sign}${absolute / NANO_PER_DOLLAR}.${fraction}`;
}

/** Reads decimal dollars such as `5`, `0.01` or `$4.99`; null when it is not an exact amount of nano-dollars. */
export function parseDollars(text: string): NanoDollars | null {
  const match = /^\$?(\d{1,12})(?:\.(\d{1,9}))?$/.exec(text.trim());
  if (!match) return null;
  return nano(BigInt(match[1] ?? '0') * NANO_PER_DOLLAR + BigInt((match[2] ?? '').padEnd(9, '0')));
}
