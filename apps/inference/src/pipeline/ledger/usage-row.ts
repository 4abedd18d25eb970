import type { Idempotency } from './idempotency.ts';

/** One usage row; see UsageEvent in the schema for the meaning of each field. */
export type UsageRow = {
  /** Request id, a UUIDv7. */
  id: string;
  createdAt: Date;
  tenantId: string;
  keyId: string;
  userId: string | null;
  model: string;
  dialect: string;
  status: number;
  errorCode: string | null;
  inputs: number;
  tokens: number;
  dimensions: number | null;
  costNano: bigint;
  queueMs: number;
  inferMs: number;
  totalMs: number;
  /** What becomes of the credit held for this request. */
  hold: 'none' | 'settle' | 'release';
  /** Of a served request that came with an Idempotency-Key. */
  idempotency: Idempotency | null;
};
