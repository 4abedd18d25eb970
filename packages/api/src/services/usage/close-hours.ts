import type { Database } from '@gridsky/db';

/** An hour is closed this long after its end: a request that began in it has been committed by then or never will be. */
const SETTLE_MS = 15 * 60_000;

/**
 * Sums whole hours of events into usage_hour and moves the edge. Recomputes each hour from its events (replacing what
 * was there), so running it twice, or in two processes at once, changes nothing. Returns the edge.
 */
export async function closeUsageHours(database: Database, now: Date): Promise<Date> {
  const until = new Date(Math.floor((now.getTime() - SETTLE_MS) / 3_600_000) * 3_600_000);
  return database.system.$transaction(
    async (tx) => {
      const [edge] = await tx.$queryRaw<
        { closedUntil: Date }[]
      >`SELECT closed_until AS "closedUntil" FROM usage_rollup WHERE id = 1 FOR UPDATE`;
      if (!edge) throw new Error('usage_rollup has no row; run the migrations');
      if (until <= edge.closedUntil) return edge.closedUntil;
      await tx.$executeRaw`DELETE FROM usage_hour WHERE hour >= ${edge.closedUntil} AND hour < ${until}`;
      await tx.$executeRaw`
        INSERT INTO usage_hour (hour, tenant_id, key_id, model, requests, errors, inputs, tokens, cost_nano, list_nano)
        SELECT date_trunc('hour', created_at, 'UTC'), tenant_id, key_id, model, count(*), count(*) FILTER (WHERE status >= 400),
          sum(inputs), sum(tokens), sum(cost_nano), sum(list_nano)
        FROM usage_event WHERE created_at >= ${edge.closedUntil} AND created_at < ${until} GROUP BY 1, 2, 3, 4`;
      await tx.$executeRaw`UPDATE usage_rollup SET closed_until = ${until} WHERE id = 1`;
      return until;
    },
    { timeout: 120_000 },
  );
}
