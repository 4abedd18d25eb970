import type { FastifyInstance } from 'fastify';
import type { Readiness } from './readiness.ts';

export type HealthDependencies = { readiness: Readiness };

/** `/healthz`: the process answers. `/readyz`: it can serve; 503 names what is missing. */
export function healthRoutes(server: FastifyInstance, { readiness }: HealthDependencies): void {
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const missing = await readiness.missing();
    return reply
      .code(missing.length === 0 ? 200 : 503)
      .send(missing.length === 0 ? { status: 'ready' } : { status: 'not ready', missing });
  });
}
