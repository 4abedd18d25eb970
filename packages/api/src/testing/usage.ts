import { randomUUID } from 'node:crypto';
import type { TestPlatform } from './platform.ts';

export type TestEvent = {
  minutesAgo?: number;
  model?: string;
  status?: number;
  errorCode?: string;
  inputs?: number;
  tokens?: number;
};

/** One row of the ledger as the API writes it, with an id that carries its time. */
export async function insertEvent(platform: TestPlatform, tenantId: string, event: TestEvent): Promise<void> {
  const { minutesAgo = 0, model = 'plugsky-embed-v1', status = 200, errorCode = null, inputs = 1, tokens = 0 } = event;
  const createdAt = new Date(platform.now().getTime() - minutesAgo * 60_000);
  const time = createdAt.getTime().toString(16).padStart(12, '0');
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
  await platform.owner.query(
    `INSERT INTO usage_event (id, created_at, tenant_id, key_id, model, dialect, status, error_code, inputs, tokens, cost_nano,
      queue_ms, infer_ms, total_ms) VALUES ($1, $2, $3, $4, $5, 'openai', $6, $7, $8, $9, 0, 0, 0, 4.5)`,
    [id, createdAt, tenantId, randomUUID(), model, status, errorCode, inputs, tokens],
  );
}
