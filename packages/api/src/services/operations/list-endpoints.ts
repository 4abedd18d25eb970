import {
  type EndpointFailure,
  isCatalogueProvider,
  PROVIDER_URLS,
  PROVIDERS,
  type ProviderName,
} from '../../domain/provider.ts';
import type { SystemContext } from '../context.ts';
import { listServingProcesses, type ServingProcessView } from './read-system.ts';
import type { EndpointFigures } from './report-process.ts';

/** Somebody else's endpoint as it has done lately, over all processes that are alive. Nothing of what was sent to it. */
export type EndpointView = {
  /** As the processes name it. */
  id: string;
  /** A tenant's own model, or an account at a provider of the catalogue. */
  kind: 'own' | 'provider';
  /** Whose it is; null: the operator's. */
  tenant: { id: string; name: string } | null;
  /** What requests call it; null: an account through which none came yet. */
  model: string | null;
  provider: ProviderName;
  /** Null: an uploaded model, which runs here. */
  host: string | null;
  /** false: an own model that its tenant does not let serve. */
  enabled: boolean;
  /** The worst that any process says of its breaker; null: none has called it lately. */
  phase: EndpointFigures['phase'] | null;
  /** Of the last 200 of each process. */
  requests: number;
  failures: number;
  /** Of those that were served, in the slowest process; null: none was. */
  p50Ms: number | null;
  p95Ms: number | null;
  lastFailure: { reason: EndpointFailure; at: Date } | null;
};

/** Those shown: the ones in trouble come first. */
const SHOWN_MAX = 200;
const WORST: readonly EndpointFigures['phase'][] = ['open', 'half_open', 'closed'];

/** Every account at a provider and every own model of the tenants there are, those in trouble first; `total`: how many there are in all. */
export async function listEndpoints({ database }: SystemContext): Promise<{ rows: EndpointView[]; total: number }> {
  const { system } = database;
  const [connections, models, processes] = await Promise.all([
    system.providerConnection.findMany({ orderBy: { createdAt: 'asc' } }),
    system.privateModel.findMany({
      select: { id: true, tenantId: true, alias: true, provider: true, baseUrl: true, enabledAt: true },
      orderBy: { alias: 'asc' },
    }),
    listServingProcesses(database),
  ]);
  const tenants = await system.tenant.findMany({
    where: { deletedAt: null, id: { in: [...connections, ...models].flatMap(({ tenantId }) => tenantId ?? []) } },
    select: { id: true, name: true },
  });
  const owners = new Map(tenants.map((tenant) => [tenant.id, tenant]));
  const said = figuresById(processes);
  const rows: EndpointView[] = [];
  for (const { id, tenantId, provider, baseUrl } of connections) {
    const tenant = tenantId === null ? null : owners.get(tenantId);
    if (tenant === undefined || !isCatalogueProvider(provider)) continue;
    const shown = {
      kind: 'provider' as const,
      tenant,
      provider,
      host: hostOf(baseUrl ?? PROVIDER_URLS[provider]),
      enabled: true,
    };
    const called = [...said.keys()].filter((key) => key.startsWith(`${id}/`));
    if (called.length === 0) rows.push({ ...shown, id, model: null, ...summary([]) });
    for (const key of called)
      rows.push({ ...shown, id: key, model: key.slice(id.length + 1), ...summary(said.get(key) ?? []) });
  }
  for (const { id, tenantId, alias, provider, baseUrl, enabledAt } of models) {
    const tenant = owners.get(tenantId);
    if (!tenant) continue;
    rows.push({
      id,
      kind: 'own',
      tenant,
      model: alias,
      provider: PROVIDERS.find((name) => name === provider) ?? 'custom',
      host: baseUrl === '' ? null : hostOf(baseUrl),
      enabled: enabledAt !== null,
      ...summary(said.get(id) ?? []),
    });
  }
  return { rows: rows.sort((a, b) => trouble(b) - trouble(a)).slice(0, SHOWN_MAX), total: rows.length };
}

type Said = EndpointFigures & { seenAt: Date };

function figuresById(processes: readonly ServingProcessView[]): Map<string, Said[]> {
  const said = new Map<string, Said[]>();
  for (const { facts, seenAt } of processes) {
    for (const figures of facts.endpoints ?? []) {
      said.set(figures.id, [...(said.get(figures.id) ?? []), { ...figures, seenAt }]);
    }
  }
  return said;
}

function summary(
  said: readonly Said[],
): Pick<EndpointView, 'phase' | 'requests' | 'failures' | 'p50Ms' | 'p95Ms' | 'lastFailure'> {
  const phases = said.map(({ phase }) => phase);
  const failures = said.flatMap(({ lastFailure, seenAt }) =>
    lastFailure ? [{ reason: lastFailure.reason, at: new Date(seenAt.getTime() - lastFailure.agoMs) }] : [],
  );
  return {
    phase: WORST.find((phase) => phases.includes(phase)) ?? null,
    requests: sum(said.map(({ requests }) => requests)),
    failures: sum(said.map(({ failures }) => failures)),
    p50Ms: most(said.map(({ p50Ms }) => p50Ms)),
    p95Ms: most(said.map(({ p95Ms }) => p95Ms)),
    lastFailure: failures.sort((a, b) => b.at.getTime() - a.at.getTime())[0] ?? null,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function most(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/** Open breakers, then those that probe, then by the share that failed, then what is called at all. */
function trouble({ phase, requests, failures }: EndpointView): number {
  const broken = phase === 'open' ? 20 : phase === 'half_open' ? 10 : 0;
  return broken + (requests === 0 ? 0 : 1 + failures / requests);
}

/** The host alone: a path may hold a token of its own. */
function hostOf(url: string): string {
  return new URL(url).host;
}
