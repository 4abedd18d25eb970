import { csvLine, formatDollars } from '@gridsky/api/domain';
import type { StatementLine } from '@gridsky/api/services';

const HEAD = ['day_utc', 'model', 'key_id', 'key_name', 'key', 'requests', 'tokens', 'list_usd', 'credit_usd'];

/** A statement's lines as CSV (RFC 4180), money in exact dollars. */
export function statementCsv(lines: readonly StatementLine[]): string {
  const rows = lines.map((line) => [
    line.day,
    line.model,
    line.keyId,
    line.name,
    line.display,
    line.requests,
    line.tokens,
    formatDollars(line.listNano),
    formatDollars(line.creditNano),
  ]);
  return [HEAD, ...rows].map(csvLine).join('');
}
