import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { packageRoot } from '../engine/package-root.ts';
import { openapiDocument } from './openapi/document.ts';

export type ReferenceDependencies = {
  /** Address under which callers reach the API. */
  publicUrl: string;
  /** The documentation's page about errors. */
  errorsUrl: string;
};

type Asset = { type: string; plain: Buffer; gzipped: Buffer; tag: string };

/**
 * `/openapi.json`: the API as a document, and `/reference`: a page that explains it and tries it out. The page loads its program from here and
 * nothing from elsewhere, and its policy lets it speak to this server alone.
 */
export function referenceRoutes(server: FastifyInstance, { publicUrl, errorsUrl }: ReferenceDependencies): void {
  const assets = new Map<string, Promise<Asset>>();
  const serve = (type: string, read: () => Promise<Buffer>) => async (request: FastifyRequest, reply: FastifyReply) => {
    const { url } = request.routeOptions;
    const asset = assets.get(url ?? '') ?? prepare(type, read);
    assets.set(url ?? '', asset);
    return sendAsset(request, reply, await asset);
  };
  server.get(
    '/openapi.json',
    serve('application/json; charset=utf-8', async () =>
      Buffer.from(JSON.stringify(openapiDocument(publicUrl, errorsUrl))),
    ),
  );
  server.get(
    '/reference/scalar.js',
    serve('text/javascript; charset=utf-8', () => readFile(scalarFile())),
  );
  const page = serve('text/html; charset=utf-8', async () => Buffer.from(PAGE));
  server.get('/reference', (request, reply) => {
    reply.header('content-security-policy', policy(publicUrl));
    return page(request, reply);
  });
}

/** Prepared once: the program has 4 MB. */
async function prepare(type: string, read: () => Promise<Buffer>): Promise<Asset> {
  const plain = await read();
  const tag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  return { type, plain, gzipped: await promisify(gzip)(plain), tag };
}

function sendAsset(request: FastifyRequest, reply: FastifyReply, { type, plain, gzipped, tag }: Asset): FastifyReply {
  reply.headers({ etag: tag, 'cache-control': 'no-cache', vary: 'accept-encoding' }).type(type);
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(plain);
  return reply.header('content-encoding', 'gzip').send(gzipped);
}

/** Scalar's bundle for browsers, as its package brings it: it exports no way to it. */
function scalarFile(): string {
  return path.join(packageRoot, 'node_modules/@scalar/api-reference/dist/browser/standalone.js');
}

/** Scalar sets styles from its program and compiles its templates; it may speak to this server and nobody else. */
function policy(publicUrl: string): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    `connect-src 'self' ${new URL(publicUrl).origin}`,
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gridsky API reference</title>
<link rel="icon" href="data:,">
</head>
<body>
<div id="reference"></div>
<noscript>This page needs JavaScript. The document itself is at <a href="/openapi.json">/openapi.json</a>.</noscript>
<script src="/reference/scalar.js"></script>
<script>
Scalar.createApiReference('#reference', {
  url: '/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  metaData: { title: 'Gridsky API reference' },
  authentication: { preferredSecurityScheme: 'bearer' },
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
});
</script>
</body>
</html>
`;
