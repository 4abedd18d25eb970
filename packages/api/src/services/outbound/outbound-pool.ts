import type { OutboundSettings } from './checked-lookup.ts';
import { exchange, type OutboundAnswer, type OutboundRequest, openConnections } from './exchange.ts';

export type OutboundPool = {
  /** One exchange, over a kept connection where there is one; an answer beyond the pool's bound is refused. Throws as `exchange` does. */
  send(outgoing: OutboundRequest, signal: AbortSignal): Promise<OutboundAnswer>;
  /** Closes the idle connections. */
  close(): void;
};

/** Requests to addresses that tenants have named, over connections that are kept. */
export function createOutboundPool(settings: OutboundSettings, answerBytesMax: number): OutboundPool {
  const connections = openConnections(settings, true);
  return {
    send: (outgoing, signal) => exchange(connections, outgoing, { answerBytesMax, larger: 'refused' }, signal),
    close: connections.close,
  };
}
