import type { Server, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Fault } from '@gridsky/api/domain';

export type Drain = {
  /** Notes a request from its arrival to the end of its answer. Errors: `draining` once new ones are refused. */
  enter(response: ServerResponse): void;
  /** From now on every answer asks its client to close the connection, so that the next request goes elsewhere. */
  begin(): void;
  /** From now on new requests are refused; they still arrive on connections that were open before. */
  refuse(): void;
  /** Resolves when every answer is out and every connection closed; past `limitMs` connections are cut. */
  finish(server: Server, limitMs: number): Promise<void>;
};

/** A client that is sending a request's headers when all else is done gets this long. */
const LINGER_MS = 250;
const LOOK_EVERY_MS = 20;

/** Follows the requests under way, so that a server can end without failing one. */
export function createDrain(now: () => number): Drain {
  const open = new Set<ServerResponse>();
  let draining = false;
  let refusing = false;

  return {
    enter(response) {
      open.add(response);
      response.once('close', () => open.delete(response));
      if (draining) response.shouldKeepAlive = false;
      if (refusing) {
        throw new Fault('draining', 'This server is shutting down. Try again at once; another one will answer.', {
          retryAfterMs: 1_000,
        });
      }
    },
    begin() {
      draining = true;
      for (const response of open) if (!response.headersSent) response.shouldKeepAlive = false;
    },
    refuse() {
      refusing = true;
    },
    async finish(server, limitMs) {
      const end = now() + limitMs;
      while (open.size > 0 && now() < end) {
        server.closeIdleConnections();
        await delay(LOOK_EVERY_MS);
      }
      server.closeIdleConnections();
      const linger = Math.min(end, now() + LINGER_MS);
      while (now() < linger && (await connectionsOf(server)) > 0) await delay(LOOK_EVERY_MS);
      server.closeAllConnections();
    },
  };
}

function connectionsOf(server: Server): Promise<number> {
  return new Promise((resolve) => server.getConnections((error, count) => resolve(error ? 0 : count)));
}
