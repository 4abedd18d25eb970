import { csvLine } from '@gridsky/api/domain';
import { type AccountingRow, accountingInput, readAccounting, type TenantContext } from '@gridsky/api/services';
import type { z } from 'zod';
import { checked, figures, modelOf } from './accounting.ts';
import { type exportQuery, rangeOf } from './accounting-query.ts';

export type UsageExport = { contentType: string; fileName: string; chunks: AsyncGenerator<string> };

const ROWS_PER_PAGE = 1_000;
const COLUMNS = [
  'period_start',
  'model',
  'key_id',
  'requests',
  'errors',
  'inputs',
  'tokens',
  'cost',
  'currency',
] as const;
type Line = Record<(typeof COLUMNS)[number], string | number | null>;

/**
 * `GET /v1/accounting/export`: all usage of a range by bucket, model and key, page by page from the database, so that neither
 * side ever holds the whole of it. Refuses a wrong range before the first byte.
 */
export function scaigridUsageExport(context: TenantContext, query: z.output<typeof exportQuery>): UsageExport {
  const first = checked(accountingInput, {
    ...rangeOf(query, context.now()),
    period: query.period,
    detail: 'key',
    limit: ROWS_PER_PAGE,
    after: null,
  });
  const { contentType, write } = FORMATS[query.format];
  const fileName = `usage-${first.start.toISOString().slice(0, 10)}-${query.period}.${query.format}`;
  return { contentType, fileName, chunks: write(pages(context, first)) };
}

async function* pages(context: TenantContext, first: z.output<typeof accountingInput>): AsyncGenerator<Line[]> {
  let after: z.output<typeof accountingInput>['after'] = null;
  for (;;) {
    const { rows, hasMore }: { rows: AccountingRow[]; hasMore: boolean } = await readAccounting(context, {
      ...first,
      after,
    });
    yield rows.map((row) => ({
      period_start: row.bucket.toISOString(),
      model: modelOf(row),
      key_id: row.keyId,
      ...figures(row),
    }));
    const last = rows.at(-1);
    if (!hasMore || !last) return;
    after = last;
  }
}

type Pages = AsyncGenerator<Line[]>;
const FORMATS: Record<
  'csv' | 'json' | 'ndjson',
  { contentType: string; write: (pages: Pages) => AsyncGenerator<string> }
> = {
  csv: {
    contentType: 'text/csv; charset=utf-8',
    async *write(all) {
      yield csvLine(COLUMNS);
      for await (const page of all) {
        yield page.map((line) => csvLine(COLUMNS.map((column) => line[column] ?? ''))).join('');
      }
    },
  },
  ndjson: {
    contentType: 'application/x-ndjson; charset=utf-8',
    async *write(all) {
      for await (const page of all) yield page.map((line) => `${JSON.stringify(line)}\n`).join('');
    },
  },
  json: {
    contentType: 'application/json; charset=utf-8',
    async *write(all) {
      let separator = '';
      yield '{"status":"ok","data":{"items":[';
      for await (const page of all) {
        if (page.length > 0) yield separator + page.map((line) => JSON.stringify(line)).join(',');
        if (page.length > 0) separator = ',';
      }
      yield ']}}';
    },
  },
};
