import { Prisma } from '@gridsky/db';
import type { NanoDollars } from '../../domain/money.ts';

/** One request as its tenant may see it: its measures, never its content. */
export type RequestRow = {
  /** As in `x-request-id`: `req_` and 32 hexadecimal digits. */
  requestId: string;
  /** When the request came. */
  createdAt: Date;
  keyId: string;
  /** Public id of the model that served, or the asked one when the request was refused; empty when it named none. */
  model: string;
  /** What the request called it, where that is another name of the model; null: the model itself. */
  askedModel: string | null;
  /** openai or scaigrid. */
  dialect: string;
  /** HTTP status of the answer. */
  status: number;
  /** Fault code of refused and failed requests. */
  errorCode: string | null;
  inputs: number;
  tokens: number;
  dimensions: number | null;
  /** Taken from the credit, nano-dollars. */
  costNano: NanoDollars;
  /** Milliseconds spent waiting for a worker. */
  queueMs: number;
  /** Milliseconds spent computing. */
  inferMs: number;
  /** From arrival to the row's commit, milliseconds. */
  totalMs: number;
  /** The request that this one repeated under the same Idempotency-Key. */
  repeatOf: string | null;
};

/** The columns of usage_event that make a {@link RequestRow}. */
export const requestColumns = Prisma.sql`'req_' || replace(id::text, '-', '') AS "requestId", created_at AS "createdAt",
  key_id::text AS "keyId", model, asked_model AS "askedModel", dialect, status::int AS status, error_code AS "errorCode", inputs, tokens, dimensions,
  cost_nano AS "costNano", queue_ms::float8 AS "queueMs", infer_ms::float8 AS "inferMs", total_ms::float8 AS "totalMs",
  'req_' || replace(repeat_of::text, '-', '') AS "repeatOf"`;
