// The same server twice in one process, with an engine that costs nothing: once with everything that the platform does around a
// request, once with none of it. Prints the two ports; addresses of the database and the key come by environment.
import { createHash } from 'node:crypto';
import { nano, type Principal } from '@gridsky/api/domain';
import { createSecretVault, findPrincipal, localKeyEncryption } from '@gridsky/api/services';
import { openDatabase, openPool } from '@gridsky/db';
import { pino } from 'pino';
import { setHeapGrowth } from '../src/heap-growth.ts';
import { createLogger } from '../src/observe/logger.ts';
import { createRequestLog } from '../src/observe/request-log.ts';
import { createCatalogue } from '../src/pipeline/catalogue.ts';
import { createKeyUse } from '../src/pipeline/key-use.ts';
import { createUsageWriter } from '../src/pipeline/ledger/usage-writer.ts';
import type { Limiter } from '../src/pipeline/limits/limiter.ts';
import { createMemoryLimiter } from '../src/pipeline/limits/memory-limiter.ts';
import { createPrincipalCache } from '../src/pipeline/principal-cache.ts';
import { createEndpoints } from '../src/pipeline/remote/endpoint-health.ts';
import type { ServeDependencies } from '../src/pipeline/serve-embedding.ts';
import { createServer } from '../src/server/create-server.ts';
import { createDrain } from '../src/server/drain.ts';
import { createReadiness } from '../src/server/readiness.ts';

const { DATABASE_APP_URL = '', DATABASE_SYSTEM_URL = '', SECRET = '' } = process.env;
setHeapGrowth();
const DIMENSIONS = 1_536;
const now = () => new Date();
const clock = () => performance.now();
const database = openDatabase({ appUrl: DATABASE_APP_URL, systemUrl: DATABASE_SYSTEM_URL });
const pool = openPool(DATABASE_SYSTEM_URL, { max: 8 });
const principal = await findPrincipal(database, createHash('sha256').update(SECRET).digest());
if (!principal) throw new Error('The key is not known.');

// None: the one model costs nothing here.
const remotes = { own: async () => null, allOwn: async () => [], ofCatalogue: async () => null };
const catalogue = createCatalogue(remotes);
catalogue.replace([
  {
    id: 'free',
    kind: 'onnx',
    displayName: 'A model that costs nothing',
    dimensions: DIMENSIONS,
    allowedDimensions: [DIMENSIONS],
    maxInputTokens: 8_192,
    pricePerMillionNano: nano(0n),
    everyPlan: true,
    folder: null,
    provider: null,
    providerModel: null,
    createdAt: now(),
  },
]);
const ids = Int32Array.of(1, 2, 3, 4);
const noUploads = () => Promise.reject(new Error('nothing is uploaded'));
const shared = {
  catalogue,
  pool,
  now,
  clock,
  encode: async (_model: string, { inputs }: { inputs: readonly string[] }) => inputs.map(() => ids),
  estimate: async () => [],
  remote: {
    outbound: { send: () => Promise.reject(new Error('nothing is sent')) },
    endpoints: createEndpoints(clock),
    isolated: { facts: noUploads, count: noUploads, embed: noUploads },
    folderOf: () => '',
    deadlineMs: 55_000,
  },
  local: (() => async (admission) => ({
    vectors: new Float32Array(admission.ids.length * DIMENSIONS).fill(0.5),
    queueMs: 0,
    inferMs: 0,
  })) satisfies ServeDependencies['local'],
  reportError: (error: unknown) => process.stderr.write(`${error}\n`),
};

const everything: ServeDependencies = {
  ...shared,
  principals: createPrincipalCache((hash) => findPrincipal(database, hash), clock),
  keyUse: createKeyUse(pool),
  limiter: createMemoryLimiter(clock),
  usage: createUsageWriter(pool),
};
const nothing: ServeDependencies = {
  ...shared,
  principals: { find: async () => principal, invalidate: () => {}, size: 0 },
  keyUse: { note: () => {} },
  limiter: unlimited(principal),
  usage: { commit: async () => null, record: () => {}, flush: async () => {}, pending: 0 },
};

const log = createRequestLog(createLogger('info', [SECRET], pino.destination('/dev/null')));
const ports = [await serve(everything, log), await serve(nothing, () => {})];
process.stdout.write(`${ports.join(' ')}\n`);

async function serve(dependencies: ServeDependencies, observe: Parameters<typeof createServer>[1]['observe']) {
  const server = await createServer(
    {
      serve: dependencies,
      tokenize: { ...dependencies, count: async () => [] },
      database,
      remotes: { byAlias: async () => null, invalidate: () => {} },
      remoteSettings: { vault: createSecretVault(localKeyEncryption(async () => [])), outboundRanges: [] },
      uploads: { files: null, graphBytesMax: 0, tenantBytesMax: 0, idleMsMax: 0 },
      publicUrl: 'http://127.0.0.1',
      errorsUrl: 'http://127.0.0.1/docs/errors',
      wire: { body: { bytesMax: 1_000_000, timeoutMs: 10_000 }, compressFloats: false },
      readiness: createReadiness(pool, () => []),
      backends: () => ({ total: 1, active: 1, isProbing: false }),
    },
    { observe, drain: createDrain(clock), origins: [], trustProxy: false },
  );
  return new URL(await server.listen({ host: '127.0.0.1', port: 0 })).port;
}

function unlimited({ limits }: Principal): Limiter {
  const limit = limits.tokensPerMinuteTenantMax;
  const states = ['requests:tenant:', 'tokens:tenant:'].map((name) => ({
    name,
    limit,
    used: 0,
    remaining: limit,
    resetMs: 0,
  }));
  return {
    decide: async () => ({ admitted: true, states }),
    enter: async () => () => {},
    degraded: () => [],
    close: async () => {},
  };
}
