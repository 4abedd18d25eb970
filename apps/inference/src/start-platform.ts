import { randomUUID } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import {
  createOutboundPool,
  createSecretVault,
  findPrincipal,
  keySource,
  localKeyEncryption,
  markPrivateModelFailing,
  readPlatformConnections,
  readTenantRemotes,
  seedModels,
  seedPlans,
} from '@gridsky/api/services';
import { announceProcess, type Database, findWallHoles, listen, openDatabase, openPool } from '@gridsky/db';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { createEngine } from './engine/index.ts';
import { bundledModels } from './engine/models/index.ts';
import { createTextCounter } from './engine/text-counter.ts';
import type { Settings } from './env.ts';
import { startHeartbeat } from './heartbeat.ts';
import { startJobs } from './jobs.ts';
import { openUploads } from './model-files/open-uploads.ts';
import { createModelLoader } from './model-loader.ts';
import { createModelTests } from './model-tests.ts';
import { openObserver } from './observe/open-observer.ts';
import { createCatalogue } from './pipeline/catalogue.ts';
import { withinTime } from './pipeline/database-down.ts';
import type { Job } from './pipeline/job.ts';
import { createKeyUse } from './pipeline/key-use.ts';
import { createUsageWriter } from './pipeline/ledger/usage-writer.ts';
import { openLimiter } from './pipeline/limits/open-limiter.ts';
import { localTarget } from './pipeline/local-target.ts';
import { createPrincipalCache } from './pipeline/principal-cache.ts';
import { backendsOf } from './pipeline/remote/backends.ts';
import { createEndpoints } from './pipeline/remote/endpoint-health.ts';
import { estimateTokens } from './pipeline/remote/estimate-tokens.ts';
import { createRemoteModels } from './pipeline/remote/remote-models.ts';
import type { ServedModel } from './pipeline/remote/served-model.ts';
import { createServer } from './server/create-server.ts';
import { createDrain } from './server/drain.ts';
import { metricsRoute } from './server/metrics-route.ts';
import { createReadiness } from './server/readiness.ts';
import { BODY_BYTES_MAX } from './surfaces/read-body.ts';

export type Platform = {
  server: FastifyInstance;
  /** Address it listens on. */
  url: string;
  /** Says so at `/readyz`, waits for the grace, then takes no new requests, finishes those under way, commits their rows, ends. */
  drain(): Promise<void>;
};

const KEY_USE_EVERY_MS = 5_000;
/** Of one answer of a provider: 2,048 vectors of 3,072 floats in JSON are about as much. */
const REMOTE_ANSWER_BYTES_MAX = 64 * 1_024 * 1_024;
/** Grace and wait for answers under way together; with the last commits it stays below the 9 s after which the process ends. */
const DRAIN_MAX_MS = 8_500;
/** What a request waits for one answer of the database: past it, a 503 now is worth more than a 200 at some time. */
const DATABASE_WAIT_MS = 3_000;

/** Wires the parts together and serves. Throws when the database's walls have holes or the address is taken. */
export async function startPlatform(settings: Settings, logger: Logger): Promise<Platform> {
  const now = () => new Date();
  const reportError = (error: unknown, what: string) => logger.error({ err: error, what }, 'failed');
  const database = openDatabase({ appUrl: settings.DATABASE_APP_URL, systemUrl: settings.DATABASE_SYSTEM_URL });
  const pool = openPool(settings.DATABASE_SYSTEM_URL, {
    max: 8,
    application_name: 'gridsky-inference',
    query_timeout: DATABASE_WAIT_MS,
    connectionTimeoutMillis: 2_000,
  });
  // The upkeep may take longer than a request may wait, and must not stand in its way.
  const jobsPool = openPool(settings.DATABASE_SYSTEM_URL, { max: 1, application_name: 'gridsky-jobs' });
  const presence = await announceProcess(settings.DATABASE_SYSTEM_URL, {
    alone: settings.REDIS_URL === undefined,
    onIntruder: (error) => {
      logger.fatal({ err: error }, 'another process serves this database');
      process.exitCode = 1;
      process.kill(process.pid, 'SIGTERM');
    },
  });
  await checkWalls(database);
  const limiter = await openLimiter(settings.REDIS_URL, logger);
  await seedPlans(database, now());
  await seedModels(database, now());

  const bundled = await bundledModels();
  const engine = createEngine({
    models: bundled,
    clock: performance,
    workers: settings.INFERENCE_WORKERS,
    threadsPerWorker: settings.THREADS_PER_WORKER,
    preload: settings.MODEL_LOADING === 'eager',
    limits: { batchTokensMax: settings.BATCH_TOKENS },
    report: (error) => logger.error({ err: error }, 'inference engine'),
    onCalibrated: (calibration) => logger.info(calibration, 'calibrated'),
  });
  const vault = createSecretVault(
    localKeyEncryption(
      keySource({
        file: settings.SECRETS_KEYS_FILE,
        keys: settings.SECRETS_KEYS,
        command: settings.SECRETS_KEYS_COMMAND,
      }),
    ),
  );
  const remotes = createRemoteModels({
    tenant: (tenantId) => withinTime(readTenantRemotes(database, vault, tenantId), DATABASE_WAIT_MS),
    platform: () => withinTime(readPlatformConnections(database, vault), DATABASE_WAIT_MS),
    now: () => performance.now(),
  });
  const outbound = createOutboundPool({ allowedRanges: settings.OUTBOUND_ALLOWED_RANGES }, REMOTE_ANSWER_BYTES_MAX);
  const endpoints = createEndpoints(
    () => performance.now(),
    (id, phase) => {
      if (phase === 'open') logger.warn({ endpoint: id }, 'an endpoint has failed too often and is given a rest');
      // Those of the catalogue have an id of two parts, and nobody to be told.
      if (id.includes('/')) return;
      markPrivateModelFailing(database, id, phase === 'open' ? now() : null).catch((error) =>
        reportError(error, 'state of a model'),
      );
    },
  );
  const uploads = openUploads(settings, database, now, logger);
  const deadlineMs = settings.PROVIDER_TIMEOUT_SECONDS * 1_000;
  const { isolated, folderOf } = uploads;
  const remote = { outbound, endpoints, deadlineMs, isolated, folderOf };
  const modelTests = createModelTests({ database, remotes, remote, now, report: reportError });
  const [counted] = bundled;
  if (!counted) throw new Error('No model is bundled.');
  const counter = createTextCounter(counted);
  const countElsewhere = (model: ServedModel, job: Job, signal: AbortSignal) =>
    estimateTokens(
      { uploaded: remote, count: (texts, stop) => counter.count(texts, { signal: stop }) },
      model,
      job,
      signal,
    );
  const catalogue = createCatalogue(remotes);
  const models = createModelLoader(database, engine, catalogue, bundled, reportError);
  const readiness = createReadiness(pool, () => limiter.degraded());
  engine
    .ready()
    .then(() => models.refresh())
    .then(() => readiness.setModelsReady())
    .catch((error) => {
      logger.fatal({ err: error }, 'the models could not be loaded');
      process.exitCode = 1;
      process.kill(process.pid, 'SIGTERM');
    });

  const principals = createPrincipalCache(
    (hash) => withinTime(findPrincipal(database, hash), DATABASE_WAIT_MS),
    () => performance.now(),
  );
  const jobs = startJobs({
    database,
    pool: jobsPool,
    now,
    report: reportError,
    retentionDays: settings.USAGE_RETENTION_DAYS ?? null,
    clearModelFiles: uploads.clear,
  });
  const listener = listen({
    url: settings.DATABASE_SYSTEM_URL,
    channels: ['gridsky_principal', 'gridsky_models', 'gridsky_remote_models', 'gridsky_model_test', 'gridsky_jobs'],
    onNotification: (channel, payload) => {
      if (channel === 'gridsky_principal') principals.invalidate(payload);
      else if (channel === 'gridsky_model_test') modelTests.run(payload);
      else if (channel === 'gridsky_remote_models') remotes.invalidate(payload);
      else if (channel === 'gridsky_jobs') jobs.runNow(payload);
      else models.refresh().catch((error) => reportError(error, 'model refresh'));
    },
    // Whatever was sent while the connection was down is lost: keys and models are read anew.
    onConnected: () => {
      principals.invalidate('all');
      remotes.invalidate();
      engine
        .ready()
        .then(() => models.refresh())
        .catch((error) => reportError(error, 'model refresh'));
    },
    onDisconnected: (error) =>
      logger.warn({ err: error }, 'notifications are cut; keys are re-read every few seconds until they are back'),
  });

  const usage = createUsageWriter(pool, { report: reportError });
  const keyUse = createKeyUse(pool);
  const keyUseTimer = setInterval(
    () => keyUse.flush().catch((error) => reportError(error, 'key use')),
    KEY_USE_EVERY_MS,
  );
  const connections = createDrain(() => performance.now());
  const observation = await openObserver(settings, logger, {
    engine: engine.stats,
    ledgerPending: () => usage.pending,
    principals: () => principals.size,
    degraded: () => limiter.degraded(),
    databasePool: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
  });
  const server = await createServer(
    {
      serve: {
        principals,
        catalogue,
        usage,
        keyUse,
        pool,
        now,
        clock: () => performance.now(),
        limiter,
        encode: (model, { inputs, inputType }, signal) =>
          engine.tokenizer(model).encode(inputs, { inputType: inputType ?? 'document', signal }),
        estimate: async (model, job, signal) => (await countElsewhere(model, job, signal)).map(({ tokens }) => tokens),
        local: localTarget(engine),
        remote,
        reportError,
      },
      tokenize: {
        principals,
        catalogue,
        limiter,
        count: (model, job, signal) =>
          model.remote
            ? countElsewhere(model, job, signal)
            : engine.tokenizer(model.id).count(job.inputs, { inputType: job.inputType ?? 'document', signal }),
        now,
      },
      database,
      remotes,
      remoteSettings: { vault, outboundRanges: settings.OUTBOUND_ALLOWED_RANGES },
      uploads: {
        files: uploads.files,
        graphBytesMax: settings.MODEL_UPLOAD_BYTES_MAX,
        tenantBytesMax: settings.MODEL_UPLOAD_TENANT_BYTES_MAX,
        idleMsMax: settings.BODY_TIMEOUT_SECONDS * 1_000,
      },
      publicUrl: settings.API_PUBLIC_URL,
      errorsUrl: `${new URL(settings.PUBLIC_URL).origin}/docs/errors`,
      wire: {
        body: { bytesMax: BODY_BYTES_MAX, timeoutMs: settings.BODY_TIMEOUT_SECONDS * 1_000 },
        compressFloats: settings.COMPRESS_FLOATS,
      },
      readiness,
      backends: ({ id, remote }) => {
        if (remote !== null) return backendsOf(remote, endpoints);
        return { total: 1, active: engine.models().some((model) => model.id === id) ? 1 : 0, isProbing: false };
      },
    },
    {
      observe: observation.observe,
      drain: connections,
      origins: settings.CORS_ORIGINS ?? [new URL(settings.PUBLIC_URL).origin],
      trustProxy: settings.TRUST_PROXY,
    },
  );
  if (observation.metrics && settings.METRICS_TOKEN) {
    metricsRoute(server, observation.metrics, settings.METRICS_TOKEN);
  }
  const url = await server.listen({ host: settings.HOST, port: settings.API_PORT });
  const heartbeat = startHeartbeat({
    database,
    id: randomUUID(),
    startedAt: now(),
    facts: async () => ({
      url,
      missing: await readiness.missing(),
      degraded: limiter.degraded(),
      limits: settings.REDIS_URL === undefined ? 'memory' : 'redis',
      queuedTexts: engine.stats().queuedTexts,
      tokensPerSecond: engine.stats().tokensPerSecond,
      models: models.health(),
      endpoints: endpoints.figures(),
      disk: await freeDisk(settings.GRIDSKY_HOME),
    }),
    report: (error) => reportError(error, 'heartbeat'),
  });

  return {
    server,
    url,
    async drain() {
      readiness.setDraining();
      connections.begin();
      const graceMs = settings.DRAIN_GRACE_SECONDS * 1_000;
      await delay(graceMs);
      connections.refuse();
      await Promise.all([server.close(), connections.finish(server.server, DRAIN_MAX_MS - graceMs)]);
      clearInterval(keyUseTimer);
      await Promise.all([heartbeat.stop(), engine.drain(), usage.flush(), jobs.stop(), listener.close()]);
      outbound.close();
      await isolated.close();
      await keyUse.flush().catch((error) => reportError(error, 'key use'));
      await Promise.all([pool.end(), jobsPool.end(), database.close(), limiter.close(), presence.close()]);
      await observation.close();
    },
  };
}

async function checkWalls(database: Database): Promise<void> {
  const holes = await findWallHoles(database.system, 'gridsky_system');
  if (holes.length > 0) throw new Error(`The database's tenant walls have holes. ${holes.join(' ')}`);
}

/** Room left where the data lies; null: not on a disk that this process sees. */
async function freeDisk(home: string | undefined): Promise<{ path: string; freeBytes: number } | null> {
  if (home === undefined) return null;
  const found = await statfs(home).catch(() => null);
  return found && { path: home, freeBytes: found.bavail * found.bsize };
}
