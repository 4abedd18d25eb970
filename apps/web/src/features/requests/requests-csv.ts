import { csvLine, formatDollars } from '@gridsky/api/domain';
import type { RequestRow } from '@gridsky/api/services';

/** Requests as CSV (RFC 4180), a line each: times in UTC, milliseconds, money in exact dollars. */
export function requestsCsv(rows: readonly RequestRow[], keyName: (id: string) => { name: string }): string {
  const lines = rows.map((row) => [
    row.createdAt.toISOString(),
    row.requestId,
    row.status,
    row.errorCode,
    row.model,
    row.keyId,
    keyName(row.keyId).name,
    row.dialect,
    row.inputs,
    row.tokens,
    row.dimensions,
    formatDollars(row.costNano),
    ...[row.queueMs, row.inferMs, row.totalMs].map(milliseconds),
    row.repeatOf,
    row.askedModel,
  ]);
  return [head, ...lines].map(csvLine).join('');
}

const head = [
  ...['time_utc', 'request_id', 'status', 'error_code', 'model', 'key_id', 'key_name', 'api', 'texts', 'tokens'],
  ...['dimensions', 'cost_usd', 'queue_ms', 'infer_ms', 'total_ms', 'repeat_of', 'asked_model'],
];

/** To the microsecond: what is behind it is noise of the float. */
function milliseconds(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
