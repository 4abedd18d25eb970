import { randomBytes, randomUUID } from 'node:crypto';
import type { Pool } from '@gridsky/db';
import { type NanoDollars, nano } from '../domain/money.ts';

export type TestUsageEvent = {
  id: string;
  createdAt: Date;
  tenantId: string;
  keyId: string;
  userId: string | null;
  model: string;
  /** What was asked for in its place; null: itself. */
  askedModel: string | null;
  status: number;
  errorCode: string | null;
  inputs: number;
  tokens: number;
  costNano: NanoDollars;
  /** At list price; what the credit paid unless told otherwise. */
  listNano?: NanoDollars;
  queueMs: number;
  inferMs: number;
  totalMs: number;
};

/** One served request, except where told otherwise. */
export function usageEvent(given: Partial<TestUsageEvent> & { createdAt: Date; tenantId: string }): TestUsageEvent {
  const defaults = {
    keyId: randomUUID(),
    userId: null,
    model: 'plugsky-embed-v1',
    askedModel: null,
    status: 200,
    errorCode: null,
    inputs: 1,
    tokens: 10,
    costNano: nano(200n),
    queueMs: 0,
    inferMs: 0,
    totalMs: 0,
  };
  return { id: requestId(given.createdAt), ...defaults, ...given };
}

/** Writes events as they are, past the ledger's own writer, each paid from a grant of its own amount. */
export async function insertUsage(pool: Pool, events: readonly TestUsageEvent[]): Promise<void> {
  const rows = events.map(({ costNano, listNano = costNano, ...event }) => ({
    ...event,
    costNano: costNano.toString(),
    listNano: listNano.toString(),
  }));
  await pool.query(
    `INSERT INTO usage_event (id, created_at, tenant_id, key_id, user_id, model, asked_model, dialect, status, error_code, inputs, tokens, cost_nano, list_nano, queue_ms,
      infer_ms, total_ms)
     SELECT id, "createdAt", "tenantId", "keyId", "userId", model, "askedModel", 'openai', status, "errorCode", inputs, tokens, "costNano", "listNano", "queueMs",
       "inferMs", "totalMs"
     FROM jsonb_to_recordset($1) AS t (id uuid, "createdAt" timestamptz, "tenantId" uuid, "keyId" uuid, "userId" uuid, model text,
       "askedModel" text, status smallint, "errorCode" text, inputs integer, tokens integer, "costNano" bigint, "listNano" bigint, "queueMs" real, "inferMs" real, "totalMs" real)`,
    [JSON.stringify(rows)],
  );
  await pool.query(
    `WITH costs AS (
       SELECT "tenantId" AS tenant_id, sum("costNano") AS nano FROM jsonb_to_recordset($1) AS t ("tenantId" uuid, "costNano" bigint)
       WHERE "tenantId" IN (SELECT tenant_id FROM credit_account) GROUP BY 1 HAVING sum("costNano") > 0
     ), granted AS (
       INSERT INTO credit_grant (id, tenant_id, reason, amount_nano)
       SELECT gen_random_uuid(), tenant_id, 'test:' || gen_random_uuid(), nano FROM costs
     )
     UPDATE credit_account a SET granted_nano = a.granted_nano + nano, settled_nano = a.settled_nano + nano
     FROM costs c WHERE a.tenant_id = c.tenant_id`,
    [JSON.stringify(rows)],
  );
}

/** A UUIDv7 of this instant, as requests get it. */
function requestId(instant: Date): string {
  const time = instant.getTime().toString(16).padStart(12, '0');
  const random = randomBytes(10).toString('hex');
  return [time.slice(0, 8), time.slice(8), `7${random.slice(1, 4)}`, `8${random.slice(5, 8)}`, random.slice(8)].join(
    '-',
  );
}
