import { formatDollars, type NanoDollars } from '@gridsky/api/domain';

/** `$4.99`: cut, not rounded up, to whole cents: never more than there is. What is less than a cent is told exactly. */
export function creditText(amount: NanoDollars): string {
  const cents = amount / 10_000_000n;
  if (cents === 0n && amount !== 0n) return `$${formatDollars(amount)}`;
  return `$${(cents / 100n).toLocaleString('en-US')}.${(cents % 100n).toString().padStart(2, '0')}`;
}

/** Why a grant was given, without the marks that keep it from being given twice. */
export function grantText(reason: string): string {
  const operator = /^operator:[0-9a-f-]{36} (.+)$/s.exec(reason);
  if (operator?.[1]) return operator[1];
  if (/^(plan|trial):/.test(reason)) return 'Credit of the plan';
  if (reason.startsWith('stripe:')) return 'Paid by card';
  return reason;
}
