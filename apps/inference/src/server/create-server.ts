import type { Socket } from 'node:net';
import cors from '@fastify/cors';
import { Fault } from '@gridsky/api/domain';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { Observer } from '../observe/finished-request.ts';
import { toFault } from '../pipeline/faults.ts';
import { BODY_BYTES_MAX } from '../surfaces/read-body.ts';
import { createRequestId, publicRequestId } from '../surfaces/request-id.ts';
import { stampProcessingTime } from '../surfaces/send-slices.ts';
import { type AccountingDependencies, accountingRoutes } from './accounting-routes.ts';
import { answerClientError } from './client-error.ts';
import type { Drain } from './drain.ts';
import { type EmbeddingDependencies, embeddingRoutes } from './embedding-routes.ts';
import { pathOf, sendFault, unknownRoute } from './faults.ts';
import { type HealthDependencies, healthRoutes } from './health-routes.ts';
import { createKnownRoutes } from './known-routes.ts';
import { UPLOAD_MS_MAX } from './model-file-routes.ts';
import { type ModelDependencies, modelRoutes } from './model-routes.ts';
import { noteFailure, observeRequests } from './observe-requests.ts';
import { type PrivateModelDependencies, privateModelRoutes } from './private-model-routes.ts';
import { type ReferenceDependencies, referenceRoutes } from './reference-routes.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { type TokenizeDependencies, tokenizeRoutes } from './tokenize-routes.ts';

export type ServerDependencies = EmbeddingDependencies &
  ModelDependencies &
  PrivateModelDependencies &
  TokenizeDependencies &
  AccountingDependencies &
  ReferenceDependencies &
  HealthDependencies;

export type ServerOptions = {
  /** Told of every request whose answer is out. */
  observe: Observer;
  /** Origins whose pages may call this API; `*`: all. */
  origins: readonly string[] | '*';
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
    // An upload may take so long; every other body has a limit of its own where it is read, and headers that of Node.
    requestTimeout: UPLOAD_MS_MAX,
    http: { headersTimeout: 60_000 },
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    // Requests that still arrive on kept connections are refused in their dialect, by the hook below.
    return503OnClosing: false,
    frameworkErrors: (_error, request, reply) => {
      reply.headers(SECURITY_HEADERS).header('x-request-id', publicRequestId(request.id));
      sendFault(request, reply, new Fault('invalid', UNREADABLE), dependencies.errorsUrl);
    },
    clientErrorHandler: (error, socket) =>
      answerClientError(error, socket as Socket, Date.now(), dependencies.errorsUrl),
  });
  // The surfaces read bodies themselves, after authentication: strangers can't make the server buffer anything.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

  const routes = createKnownRoutes();
  server.addHook('onRoute', ({ method, url }) => routes.add(method, url));
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(SECURITY_HEADERS).header('x-request-id', publicRequestId(request.id));
    reply.header('openai-version', '2020-10-01');
    options.drain.enter(reply.raw);
    // A browser's preflight names the method that it wants; without one the question is what there is.
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] !== undefined) return done();
    const methods = routes.methodsOf(pathOf(request.url));
    if (methods.length === 0) return done(unknownRoute(request));
    reply.code(204).header('allow', methods.join(', ')).send();
  });
  server.addHook('onSend', (_request, reply, _payload, done) => {
    stampProcessingTime(reply);
    done();
  });
  server.decorateRequest('trace', null);
  observeRequests(server, options.observe);

  server.setNotFoundHandler((request, reply) => {
    const methods = routes.methodsOf(pathOf(request.url)).filter((method) => method !== 'OPTIONS');
    if (methods.length === 0) throw unknownRoute(request);
    reply.header('allow', [...methods, 'OPTIONS'].join(', '));
    const path = pathOf(request.url).slice(0, 200);
    throw new Fault('method_not_allowed', `${request.method} is not possible on ${path}. Use ${methods.join(' or ')}.`);
  });
  server.setErrorHandler((error: FastifyError | Error, request, reply) => {
    const fault = refusedByServer(error) ?? toFault(error);
    noteFailure(request, fault);
    return sendFault(request, reply, fault, dependencies.errorsUrl);
  });

  // After the error handler: CORS answers preflights by a route of its own, which has the handlers known by then.
  await server.register(cors, {
    origin: options.origins === '*' ? '*' : [...options.origins],
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: EXPOSED_HEADERS,
    maxAge: 600,
  });

  healthRoutes(server, dependencies);
  embeddingRoutes(server, dependencies);
  modelRoutes(server, dependencies);
  tokenizeRoutes(server, dependencies);
  accountingRoutes(server, dependencies);
  privateModelRoutes(server, dependencies);
  referenceRoutes(server, dependencies);
  return server;
}

/** What the server itself refuses before any handler: a path or header that can't be read. */
function refusedByServer(error: FastifyError | Error): Fault | null {
  if (!('statusCode' in error) || (error.statusCode ?? 500) >= 500) return null;
  return error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE'
    ? new Fault(
        'unsupported_media_type',
        'The content type can\'t be read. Send JSON with "Content-Type: application/json".',
      )
    : new Fault('invalid', UNREADABLE);
}

const UNREADABLE = "The request can't be read. Check the address and its percent-encoding.";

/** What a page may read of an answer beside the usual headers. */
const EXPOSED_HEADERS = [
  'link',
  'x-request-id',
  'openai-processing-ms',
  'openai-version',
  'retry-after',
  'retry-after-ms',
  'x-should-retry',
  'x-gridsky-model',
  'x-gridsky-repeat-of',
  ...['limit', 'remaining', 'reset'].flatMap((figure) => [
    `x-ratelimit-${figure}-requests`,
    `x-ratelimit-${figure}-tokens`,
    `x-scaigrid-ratelimit-${figure}`,
  ]),
];
