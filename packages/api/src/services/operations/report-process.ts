import type { Database } from '@gridsky/db';
import type { EndpointFailure } from '../../domain/provider.ts';

/** How a model is in one process. */
export type ModelHealth = {
  id: string;
  state: 'loaded' | 'failed' | 'waiting';
  /** Of a failed one: why, in a sentence. */
  message?: string;
};

/** How an endpoint did in one process, over its last requests. */
export type EndpointFigures = {
  /** A tenant's own model's id, or the connection's and the catalogue model's. */
  id: string;
  phase: 'closed' | 'open' | 'half_open';
  requests: number;
  failures: number;
  /** Of those that were served; null: none was. */
  p50Ms: number | null;
  p95Ms: number | null;
  /** What failed last and how long before the report; null: nothing did. A process of an earlier version does not tell. */
  lastFailure?: { reason: EndpointFailure; agoMs: number } | null;
};

/** What a process of the API says of itself. */
export type ProcessFacts = {
  /** Where it listens. */
  url: string;
  /** Why it takes no requests just now; empty: it takes them. */
  missing: string[];
  /** Without what it does, while it serves. */
  degraded: string[];
  /** Where it keeps its limits: its own memory, or Redis for several. */
  limits: 'memory' | 'redis';
  queuedTexts: number;
  tokensPerSecond: number;
  models: ModelHealth[];
  /** Other people's endpoints that it has called lately. */
  endpoints: EndpointFigures[];
  /** The disk of its home; null: it has none of its own. */
  disk: { path: string; freeBytes: number } | null;
};

export type ReportedProcess = { id: string; host: string; pid: number; startedAt: Date; facts: ProcessFacts };

/** Rows of processes that ended without a word go after this. */
const FORGET_AFTER = '10 minutes';

/** A process says that it is there and how it is. By the database's clock, so that several machines agree. */
export async function reportProcess(
  { system }: Database,
  { id, host, pid, startedAt, facts }: ReportedProcess,
): Promise<void> {
  await system.$executeRaw`
    INSERT INTO serving_process (id, host, pid, started_at, seen_at, facts)
    VALUES (${id}::uuid, ${host}, ${pid}, ${startedAt}, now(), ${JSON.stringify(facts)}::jsonb)
    ON CONFLICT (id) DO UPDATE SET seen_at = now(), facts = EXCLUDED.facts`;
  await system.$executeRaw`DELETE FROM serving_process WHERE seen_at < now() - ${FORGET_AFTER}::interval`;
}

/** A process ends. */
export async function forgetProcess({ system }: Database, id: string): Promise<void> {
  await system.$executeRaw`DELETE FROM serving_process WHERE id = ${id}::uuid`;
}
