import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import { Fault } from '@gridsky/api/domain';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { toFault } from '../pipeline/faults.ts';
import { BODY_BYTES_MAX } from '../surfaces/read-json-body.ts';
import { stampProcessingTime } from '../surfaces/send-slices.ts';
import type { Drain } from './drain.ts';
import { type EmbeddingDependencies, embeddingRoutes } from './embedding-routes.ts';
import { dialectOf, sendFault } from './faults.ts';
import { type HealthDependencies, healthRoutes } from './health-routes.ts';
import { type ModelDependencies, modelRoutes } from './model-routes.ts';
import { createRequestId, publicRequestId } from './request-id.ts';

export type ServerDependencies = EmbeddingDependencies & ModelDependencies & HealthDependencies;

export type ServerOptions = {
  logger: Logger;
  /** Origins whose pages may call this API. */
  origins: readonly string[];
  trustProxy: boolean;
  drain: Pick<Drain, 'enter'>;
};

/** The HTTP server: routes of both dialects, headers on every answer, every failure in the caller's dialect. */
export async function createServer(dependencies: ServerDependencies, options: ServerOptions): Promise<FastifyInstance> {
  const server = Fastify({
    logger: false,
    trustProxy: options.trustProxy,
    bodyLimit: BODY_BYTES_MAX,
    genReqId: () => createRequestId(Date.now()),
    // A model id with a slash arrives percent-encoded and must stay one path segment.
    routerOptions: { maxParamLength: 300 },
    requestTimeout: 120_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    // Requests that still arrive on kept connections are refused in their dialect, by the hook below.
    return503OnClosing: false,
  });
  // The surfaces read bodies themselves, after authentication: strangers can't make the server buffer anything.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

  await server.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    // Whether TLS is there to stay is known to whoever ends it, in front of this server.
    strictTransportSecurity: false,
  });
  await server.register(cors, {
    origin: [...options.origins],
    methods: ['GET', 'POST', 'DELETE'],
    exposedHeaders: ['x-request-id', 'openai-processing-ms', 'retry-after', 'x-gridsky-model'],
    maxAge: 600,
  });

  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', publicRequestId(request.id));
    reply.header('openai-version', '2020-10-01');
    options.drain.enter(reply.raw);
  });
  server.addHook('onSend', async (_request, reply) => {
    stampProcessingTime(reply);
  });
  server.addHook('onResponse', async (request, reply) => {
    options.logger.info(
      {
        requestId: publicRequestId(request.id),
        method: request.method,
        path: pathOf(request.url),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });

  server.setNotFoundHandler((request, reply) => {
    const path = pathOf(request.url).slice(0, 200);
    const fault = KNOWN_PATHS.has(path)
      ? new Fault('method_not_allowed', `${request.method} is not possible on ${path}. Use ${KNOWN_PATHS.get(path)}.`)
      : new Fault(
          'route_not_found',
          `Unknown address ${request.method} ${path}. The API's addresses begin with /v1; see the documentation.`,
        );
    return sendFault(reply, dialectOf(request), request.id, fault);
  });
  server.setErrorHandler((error: FastifyError | Error, request, reply) => {
    const fault = toFault(error);
    if (fault.cause || fault.internal) {
      options.logger.error(
        {
          requestId: publicRequestId(request.id),
          code: fault.code,
          internal: fault.internal,
          err: fault.cause ?? fault,
        },
        'request failed',
      );
    }
    return sendFault(reply, dialectOf(request), request.id, fault);
  });

  healthRoutes(server, dependencies);
  embeddingRoutes(server, dependencies);
  modelRoutes(server, dependencies);
  return server;
}

const KNOWN_PATHS = new Map([
  ['/v1/embeddings', 'POST'],
  ['/oai/v1/embeddings', 'POST'],
  ['/v1/inference/embed', 'POST'],
  ['/v1/models', 'GET'],
  ['/oai/v1/models', 'GET'],
]);

/** Without the query: it may carry what doesn't belong into a log. */
function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}
