import { Prisma } from '@gridsky/db';

const HOUR_MS = 3_600_000;

/**
 * `WITH … rows AS (…)`: what a usage sum from `start` to before `end` is made of, with the columns of usage_hour and the
 * instant `at`. Whole closed hours come from usage_hour; the events fill in the hours cut by either end of the range and
 * those still open. Rows of before list prices were written down cost at list price what the credit paid. One statement, so that an hour closed meanwhile is neither missed nor counted twice.
 */
export function usageRows({ start, end }: { start: Date; end: Date }, filter: Prisma.Sql): Prisma.Sql {
  const firstHour = new Date(Math.ceil(start.getTime() / HOUR_MS) * HOUR_MS);
  const lastHour = new Date(Math.floor(end.getTime() / HOUR_MS) * HOUR_MS);
  const event = Prisma.sql`SELECT created_at, tenant_id, key_id, model, 1, (status >= 400)::int, inputs, tokens, cost_nano, greatest(list_nano, cost_nano)`;
  return Prisma.sql`
    WITH closed AS (
      SELECT ${firstHour}::timestamptz AS since, greatest(${firstHour}::timestamptz, least(${lastHour}::timestamptz, closed_until)) AS until
      FROM usage_rollup
    ), rows AS (
      SELECT hour AS at, tenant_id, key_id, model, requests, errors, inputs, tokens, cost_nano, greatest(list_nano, cost_nano) AS list_nano FROM usage_hour, closed
      WHERE ${filter} AND hour >= closed.since AND hour < closed.until
      UNION ALL
      ${event} FROM usage_event, closed
      WHERE ${filter} AND created_at >= ${start}::timestamptz AND created_at < least(${end}::timestamptz, closed.since)
      UNION ALL
      ${event} FROM usage_event, closed
      WHERE ${filter} AND created_at >= closed.until AND created_at < ${end}::timestamptz
    )`;
}
