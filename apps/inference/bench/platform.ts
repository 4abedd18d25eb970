import { readFileSync } from 'node:fs';
import { nano } from '@gridsky/api/domain';
import { addModel } from '@gridsky/api/services';
import { loadModelFolder } from '../src/engine/models/index.ts';
import { startDatabaseCluster } from '../test/database-cluster.ts';
import { buildServer, startServer } from '../test/server-process.ts';
import { openTenants, until } from '../test/test-platform.ts';

const METRICS_TOKEN = 'the-benchmark-reads-metrics-with-this';

/** The built server as users run it, on a durable PostgreSQL, and a key that no limit stops. */
export async function startBenchPlatform(modelFolders: readonly string[] = [], settings: Record<string, string> = {}) {
  await buildServer();
  const cluster = await startDatabaseCluster();
  const tenants = openTenants({ ...cluster, drop: async () => {} });
  const start = (more: Record<string, string>) =>
    startServer(cluster, { DRAIN_GRACE_SECONDS: '0', METRICS_TOKEN, ...more });
  const server = await start(settings);
  const replicas: Awaited<ReturnType<typeof startServer>>[] = [];
  const tenant = await unlimitedTenant(tenants);
  for (const folder of modelFolders) await serveModel(tenants.context, folder, server.url, tenant.secret);
  return {
    url: server.url,
    secret: tenant.secret,
    urls: cluster,
    /** The tenant's owner, for what the dashboard does. */
    member: { ...tenants.context, tenantId: tenant.id, role: 'owner' as const },
    /** Another process over the same database. */
    async replica(more: Record<string, string>): Promise<{ url: string }> {
      const replica = await start(more);
      replicas.push(replica);
      for (const folder of modelFolders) await untilServed(replica.url, tenant.secret, folder);
      return { url: replica.url };
    },
    /** Another tenant's key that no limit stops. */
    otherSecret: async () => (await unlimitedTenant(tenants)).secret,
    /** Figures of `/metrics` now, by name; reading starts the measurement of the loop's delay anew. */
    async metrics(): Promise<(name: string) => number> {
      const answer = await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
      const text = await answer.text();
      return (name) => Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1]);
    },
    /** CPU milliseconds that the server has used so far, all its threads together. */
    cpuMs: () => cpuMsOf(server.process.pid ?? 0),
    async stop() {
      for (const one of [server, ...replicas]) one.process.kill('SIGKILL');
      await tenants.close();
      await cluster.remove();
    },
  };
}

/** A tenant that pays no credit and has no limits that a benchmark could reach. */
async function unlimitedTenant(tenants: ReturnType<typeof openTenants>) {
  const tenant = await tenants.tenant('enterprise', { creditNano: nano(0n) });
  await tenants.query(
    `INSERT INTO plan_override (tenant_id, requests_per_minute_key_max, requests_per_minute_user_max, requests_per_minute_tenant_max,
      tokens_per_minute_tenant_max, tokens_per_request_max, requests_in_flight_max) VALUES ($1, $2, $2, $2, $2, $2, $2)`,
    [tenant.id, 1_000_000_000],
  );
  return tenant;
}

async function serveModel(
  context: Parameters<typeof addModel>[0],
  folder: string,
  url: string,
  secret: string,
): Promise<void> {
  const { id, displayName, dims, dimensions, maxTokens } = await loadModelFolder(folder);
  await addModel(context, {
    id,
    displayName,
    folder,
    dimensions: dims,
    allowedDimensions: dimensions,
    maxInputTokens: maxTokens,
    pricePerMillionNano: nano(0n),
    everyPlan: true,
  });
  await untilServed(url, secret, folder);
}

async function untilServed(url: string, secret: string, folder: string): Promise<void> {
  const { id } = await loadModelFolder(folder);
  const asked = () => fetch(`${url}/v1/models/${id}`, { headers: { authorization: `Bearer ${secret}` } });
  await until(async () => (await asked()).status === 200, 60_000);
}

/** Linux tells it in hundredths of a second. */
export function cpuMsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
