import type { OutboundSettings } from './checked-lookup.ts';
import { exchange, type OutboundAnswer, type OutboundRequest, openConnections } from './exchange.ts';

export type SingleRequest = OutboundRequest & {
  timeoutMs: number;
  /** Bytes of the answer that are read; the rest is dropped with the connection. */
  answerBytesMax: number;
};

/** One exchange over a connection of its own, which nobody takes again. Throws as `exchange` does, and when it takes too long. */
export function sendOutbound(
  settings: OutboundSettings,
  { timeoutMs, answerBytesMax, ...outgoing }: SingleRequest,
): Promise<OutboundAnswer> {
  const limits = { answerBytesMax, larger: 'cut' } as const;
  return exchange(openConnections(settings, false), outgoing, limits, AbortSignal.timeout(timeoutMs));
}
