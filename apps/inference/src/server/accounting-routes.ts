import { Readable } from 'node:stream';
import type { TenantContext } from '@gridsky/api/services';
import type { Database } from '@gridsky/db';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { chargeWindows } from '../pipeline/limits/charge-windows.ts';
import { scaigridUsage, scaigridUsageSummary } from '../surfaces/scaigrid/accounting.ts';
import { exportQuery, summaryQuery, usageQuery } from '../surfaces/scaigrid/accounting-query.ts';
import { readQuery } from '../surfaces/scaigrid/read-query.ts';
import { scaigridUsageExport } from '../surfaces/scaigrid/usage-export.ts';
import { type WelcomeDependencies, welcome } from './welcome.ts';

export type AccountingDependencies = { serve: WelcomeDependencies; database: Database };

/** A tenant's own usage for its programs. A question counts as a request, since the database works for it. */
export function accountingRoutes(server: FastifyInstance, { serve, database }: AccountingDependencies): void {
  const enter = async (request: FastifyRequest, reply: FastifyReply): Promise<TenantContext> => {
    const principal = await welcome(serve, request, reply, 'usage:read');
    await chargeWindows(serve.limiter, principal, 0, { rate: null });
    const { tenantId, keyId } = principal;
    // Whatever its scope, a key can do no more here than a viewer.
    return { database, actor: { type: 'key', keyId }, now: serve.now, ip: request.ip, tenantId, role: 'viewer' };
  };
  server.get('/v1/accounting/usage', async (request, reply) =>
    scaigridUsage(await enter(request, reply), readQuery(usageQuery, request.query)),
  );
  server.get('/v1/accounting/usage/summary', async (request, reply) =>
    scaigridUsageSummary(await enter(request, reply), readQuery(summaryQuery, request.query)),
  );
  server.get('/v1/accounting/export', async (request, reply) => {
    const context = await enter(request, reply);
    const { contentType, fileName, chunks } = scaigridUsageExport(context, readQuery(exportQuery, request.query));
    reply.type(contentType).header('content-disposition', `attachment; filename="${fileName}"`);
    // A client that goes away destroys the stream, and with it the next page's query.
    return reply.send(Readable.from(chunks));
  });
}
