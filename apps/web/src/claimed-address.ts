import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/**
 * Drops `x-forwarded-for` of every request before anything reads it, so that the framework puts the connection's own
 * address there: without a proxy in front, the header is whatever the caller claims, and bounds by address would count
 * for nothing.
 */
export function ignoreClaimedAddresses(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    delete request.headers['x-forwarded-for'];
  });
}
