import type { NanoDollars } from '@gridsky/api/domain';
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
  /** What the request named, where that was an alias of the model or a model whose fallback it is; null: the model itself. */
  askedModel: string | null;
  dialect: string;
  status: number;
  errorCode: string | null;
  inputs: number;
  tokens: number;
  /** As a provider counted and charged; null: none did. */
  providerTokens: number | null;
  dimensions: number | null;
  /** Taken from the credit. */
  costNano: NanoDollars;
  /** At list price, whoever pays; what budgets count. */
  listNano: NanoDollars;
  queueMs: number;
  inferMs: number;
  totalMs: number;
  /** What becomes of what is held for this request, of the credit and of budgets. */
  hold: 'none' | 'settle' | 'release';
  /** Of a served request that came with an Idempotency-Key. */
  idempotency: Idempotency | null;
};
