import { csvLine, formatDollars } from '@gridsky/api/domain';
import type { UsageRow } from '@gridsky/api/services';
import type { GroupNames } from './group-name.tsx';
import type { UsageFilters } from './usage-filters.ts';

/**
 * The rows as CSV (RFC 4180), times in UTC, money in exact dollars. Names are chosen by people: one that a spreadsheet
 * would run as a formula gets an apostrophe before it.
 */
export function usageCsv(rows: readonly UsageRow[], group: UsageFilters['group'], nameOf: GroupNames): string {
  const head = ['start_utc', ...heads[group], 'requests', 'errors', 'inputs', 'tokens', 'cost_usd'];
  const lines = rows.map((row) => {
    const { name, display } = nameOf(row.group);
    const groupCells = [row.group, name, display].slice(0, heads[group].length);
    return [
      row.bucket.toISOString(),
      ...groupCells,
      ...[row.requests, row.errors, row.inputs, row.tokens],
      formatDollars(row.costNano),
    ];
  });
  return [head, ...lines].map(csvLine).join('');
}

const heads = { model: ['model'], key: ['key_id', 'key_name', 'key'], user: ['user_id', 'user'] } as const;
