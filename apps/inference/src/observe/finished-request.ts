import type { Trace } from '../pipeline/trace.ts';

/** A request whose answer is out, or whose client has gone. */
export type FinishedRequest = {
  /** As clients see it. */
  requestId: string;
  method: string;
  /** The route's pattern, such as `/v1/models/:id`; never a caller's own text. */
  route: string;
  dialect: 'openai' | 'scaigrid';
  /** 499 when the client went away before its answer was out. */
  status: number;
  /** Wall clock at arrival, epoch milliseconds. */
  startedAt: number;
  /** From arrival to the last byte. */
  ms: number;
  trace: Trace;
  /** What failed behind the answer, for the log; null for what callers did. */
  error: unknown;
  headers: { traceparent?: string | undefined; tracestate?: string | undefined };
};

export type Observer = (request: FinishedRequest) => void;
