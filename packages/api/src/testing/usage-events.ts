import { randomBytes, randomUUID } from 'node:crypto';
import type { Pool } from '@gridsky/db';

export type TestUsageEvent = {
  id: string;
  createdAt: Date;
  tenantId: string;
  keyId: string;
  model: string;
  status: number;
  errorCode: string | null;
  inputs: number;
  tokens: number;
  costNano: bigint;
};

/** One served request, except where told otherwise. */
export function usageEvent(given: Partial<TestUsageEvent> & { createdAt: Date; tenantId: string }): TestUsageEvent {
  const defaults = {
    keyId: randomUUID(),
    model: 'plugsky-embed-v1',
    status: 200,
    errorCode: null,
    inputs: 1,
    tokens: 10,
    costNano: 200n,
  };
  return { id: requestId(given.createdAt), ...defaults, ...given };
}

/** Writes events as they are, past the ledger's own writer. */
export async function insertUsage(pool: Pool, events: readonly TestUsageEvent[]): Promise<void> {
  const rows = events.map(({ costNano, ...event }) => ({ ...event, costNano: costNano.toString() }));
  await pool.query(
    `INSERT INTO usage_event (id, created_at, tenant_id, key_id, model, dialect, status, error_code, inputs, tokens, cost_nano, queue_ms,
      infer_ms, total_ms)
     SELECT id, "createdAt", "tenantId", "keyId", model, 'openai', status, "errorCode", inputs, tokens, "costNano", 0, 0, 0
     FROM jsonb_to_recordset($1) AS t (id uuid, "createdAt" timestamptz, "tenantId" uuid, "keyId" uuid, model text,
       status smallint, "errorCode" text, inputs integer, tokens integer, "costNano" bigint)`,
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
