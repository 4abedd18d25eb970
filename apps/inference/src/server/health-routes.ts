import type { FastifyInstance } from 'fastify';
import type { Readiness } from './readiness.ts';

export type HealthDependencies = { readiness: Readiness };

/** `/healthz`: the process answers. `/readyz`: it can serve; 503 names what is missing, 200 what it does without. */
export function healthRoutes(server: FastifyInstance, { readiness }: HealthDependencies): void {
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const missing = await readiness.missing();
    if (missing.length > 0) return reply.code(503).send({ status: 'not ready', missing });
    const degraded = readiness.degraded();
    return degraded.length > 0 ? { status: 'ready', degraded } : { status: 'ready' };
  });
}
