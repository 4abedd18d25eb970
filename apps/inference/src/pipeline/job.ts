import type { Fault } from '@gridsky/api/domain';
import type { Trace } from './trace.ts';

export type Dialect = 'openai' | 'scaigrid';

/** Who knocks: all that is known before the body is read. */
export type Call = {
  /** UUIDv7; `x-request-id` and the usage row carry it. */
  requestId: string;
  dialect: Dialect;
  /** The secret as it was sent, or null. */
  secret: string | null;
  ip: string;
  /** The header Idempotency-Key as sent, or null. */
  idempotencyKey: string | null;
  /** Wall clock at arrival: the instant inside the request id. */
  receivedAt: Date;
  /** `performance.now()` at arrival. */
  arrivedAt: number;
  /** Aborted when the client goes away. */
  signal: AbortSignal;
  /** The status with which the dialect answers a fault; goes into the usage row. */
  statusOf: (fault: Fault) => number;
  /** Filled by admission, for the rate headers of answers and refusals alike. */
  rate: RateState | null;
  /** Filled on the way, for logs, metrics and traces. */
  trace: Trace;
};

/** What is asked, the same for every dialect. */
export type Job = {
  model: string;
  /** true: the tenant's own models alone are meant. */
  isPrivate?: boolean;
  inputs: readonly string[];
  /** null: the model's full width. */
  dimensions: number | null;
  /** Null: the model's own default, document where it has none. */
  inputType: 'query' | 'document' | null;
};

/** State of the level that is nearest to its limit, for the rate headers. */
export type RateState = {
  requests: { limit: number; remaining: number; resetMs: number };
  tokens: { limit: number; remaining: number; resetMs: number };
};

/** What a request's answer says. */
export type Result = {
  /** Public id of the model that served. */
  model: string;
  count: number;
  dimensions: number;
  /** count × dimensions, row by row, in input order. */
  vectors: Float32Array;
  tokens: number;
};
