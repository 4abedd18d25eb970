import { type NanoDollars, NO_MONEY, nano } from '@gridsky/api/domain';
import type { UsageRow } from '@gridsky/api/services';

export interface UsageTotals {
  requests: number;
  errors: number;
  inputs: number;
  tokens: number;
  costNano: NanoDollars;
}

export function usageTotals(rows: readonly UsageRow[]): UsageTotals {
  const totals = { requests: 0, errors: 0, inputs: 0, tokens: 0, costNano: NO_MONEY };
  for (const row of rows) {
    totals.requests += row.requests;
    totals.errors += row.errors;
    totals.inputs += row.inputs;
    totals.tokens += row.tokens;
    totals.costNano = nano(totals.costNano + row.costNano);
  }
  return totals;
}

export interface Change {
  direction: 'up' | 'down' | 'flat';
  text: string;
}

/** How a figure stands to the one before it: in percent, past the tenfold in times. */
export function changeSince(previous: number, current: number): Change {
  // Also where both are nought: what the present hour has is above, but not compared yet.
  if (previous === 0) return { direction: 'flat', text: 'none before' };
  if (current === previous) return { direction: 'flat', text: 'no change' };
  const share = (current - previous) / previous;
  const direction = share > 0 ? 'up' : 'down';
  if (current / previous >= 10)
    return { direction, text: `${Math.round(current / previous).toLocaleString('en-US')} ×` };
  const percent = Math.round(Math.abs(share) * 100);
  return { direction, text: percent === 0 ? 'under 1 %' : `${percent} %` };
}

/** `0.4 % of requests`; undefined without an error. */
export function errorShare({ errors, requests }: Pick<UsageTotals, 'errors' | 'requests'>): string | undefined {
  if (errors === 0) return undefined;
  const percent = (errors / requests) * 100;
  return `${percent < 0.1 ? 'under 0.1' : percent.toFixed(1)} % of requests`;
}
