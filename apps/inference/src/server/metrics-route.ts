import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../observe/metrics.ts';
import { unknownRoute } from './faults.ts';

/** Serves `/metrics` beside the API to whoever knows the token; to others it does not exist. */
export function metricsRoute(server: FastifyInstance, metrics: Metrics, token: string): void {
  server.get('/metrics', async (request, reply) => {
    const sent = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!same(sent, token)) throw unknownRoute(request);
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}

/** Compares digests, so that the time tells neither content nor length. */
function same(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
