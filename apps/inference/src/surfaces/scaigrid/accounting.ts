import { Fault, formatDollars, type NanoDollars } from '@gridsky/api/domain';
import {
  accountingInput,
  accountingSummaryInput,
  readAccounting,
  readAccountingSummary,
  type TenantContext,
} from '@gridsky/api/services';
import type { z } from 'zod';
import { rangeOf, type summaryQuery, type usageQuery } from './accounting-query.ts';
import { encodeCursor } from './cursor.ts';

/** `GET /v1/accounting/usage`: a page of usage by bucket and model. Money as decimal dollars. */
export async function scaigridUsage(context: TenantContext, query: z.output<typeof usageQuery>): Promise<object> {
  const [bucket, model = ''] = query.cursor ?? [];
  const after = bucket === undefined ? null : { bucket: new Date(bucket), model, keyId: '' };
  const input = checked(accountingInput, {
    ...rangeOf(query, context.now()),
    period: query.period,
    detail: 'model',
    limit: query.limit,
    after,
  });
  const { rows, hasMore } = await readAccounting(context, input);
  const last = rows.at(-1);
  return {
    status: 'ok',
    data: {
      items: rows.map((row) => ({ period_start: row.bucket.toISOString(), model: modelOf(row), ...figures(row) })),
      period: query.period,
      start: input.start.toISOString(),
      end: input.end.toISOString(),
    },
    pagination: {
      has_more: hasMore,
      next_cursor: hasMore && last ? encodeCursor([last.bucket.toISOString(), last.model]) : null,
    },
  };
}

/** `GET /v1/accounting/usage/summary`: totals of a range by model, user or key. */
export async function scaigridUsageSummary(
  context: TenantContext,
  query: z.output<typeof summaryQuery>,
): Promise<object> {
  const input = checked(accountingSummaryInput, { ...rangeOf(query, context.now()), groupBy: query.group_by });
  const groups = await readAccountingSummary(context, input);
  const name = { model: 'model', user: 'user_id', key: 'key_id' }[query.group_by];
  return {
    status: 'ok',
    data: {
      items: groups.map((group) => ({ [name]: group.group === '' ? null : group.group, ...figures(group) })),
      group_by: query.group_by,
      start: input.start.toISOString(),
      end: input.end.toISOString(),
    },
  };
}

/** The service's own rules, as a fault that names the query's field. */
export function checked<Schema extends z.ZodType>(schema: Schema, input: z.input<Schema>): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Fault('invalid', issue?.message ?? 'The query is not right.', { param: String(issue?.path[0] ?? 'query') });
}

/** Requests that no model served, refused or unknown ones, have none. */
export function modelOf({ model }: { model: string }): string | null {
  return model === '' ? null : model;
}

export function figures(row: {
  requests: number;
  errors: number;
  inputs: number;
  tokens: number;
  costNano: NanoDollars;
}) {
  const { requests, errors, inputs, tokens, costNano } = row;
  return { requests, errors, inputs, tokens, cost: formatDollars(costNano), currency: 'USD' };
}
