import { randomBytes, randomUUID } from 'node:crypto';
import { nano } from '@gridsky/api/domain';
import type { UsageRow } from '../usage-row.ts';

/** A served request with no credit held, except where told otherwise. */
export function usageRow(given: Partial<UsageRow> & { tenantId: string; createdAt: Date }): UsageRow {
  return {
    id: requestId(given.createdAt),
    keyId: randomUUID(),
    userId: null,
    model: 'plugsky-embed-v1',
    askedModel: null,
    dialect: 'openai',
    status: 200,
    errorCode: null,
    inputs: 2,
    tokens: 100,
    providerTokens: null,
    dimensions: 1536,
    costNano: nano(0n),
    listNano: nano(0n),
    queueMs: 0.25,
    inferMs: 1.5,
    totalMs: 2.5,
    hold: 'none',
    idempotency: null,
    ...given,
  };
}

function requestId(instant: Date): string {
  const time = instant.getTime().toString(16).padStart(12, '0');
  const random = randomBytes(9).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6)}`;
}
