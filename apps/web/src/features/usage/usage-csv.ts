import { csvLine, formatDollars } from '@gridsky/api/domain';
import type { UsageRow } from '@gridsky/api/services';
import type { UsageFilters } from './usage-filters.ts';

/**
 * The rows as CSV (RFC 4180), times in UTC, money in exact dollars. Names are chosen by people: one that a spreadsheet
 * would run as a formula gets an apostrophe before it.
 */
export function usageCsv(
  rows: readonly UsageRow[],
  group: UsageFilters['group'],
  keyName: (id: string) => { name: string; display: string },
): string {
  const groupHeads = group === 'key' ? ['key_id', 'key_name', 'key'] : ['model'];
  const head = ['start_utc', ...groupHeads, 'requests', 'errors', 'inputs', 'tokens', 'cost_usd'];
  const lines = rows.map((row) => {
    const key = keyName(row.group);
    const groupCells = group === 'key' ? [row.group, key.name, key.display] : [row.group];
    return [
      row.bucket.toISOString(),
      ...groupCells,
      ...[row.requests, row.errors, row.inputs, row.tokens],
      formatDollars(row.costNano),
    ];
  });
  return [head, ...lines].map(csvLine).join('');
}
