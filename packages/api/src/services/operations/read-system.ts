import type { Database, JobState } from '@gridsky/db';
import type { SystemContext } from '../context.ts';
import type { ProcessFacts } from './report-process.ts';

/** A process that has been silent for longer is gone: it speaks every 5 s. */
const ALIVE_SECONDS = 15;
const DAY_MS = 86_400_000;

export type ServingProcessView = {
  id: string;
  host: string;
  pid: number;
  startedAt: Date;
  seenAt: Date;
  facts: ProcessFacts;
};

export type SystemView = {
  database: { version: string; sizeBytes: bigint; connections: number; connectionsMax: number };
  migrations: { applied: number; last: string | null; unfinished: string[] };
  /** Those that spoke within the last 15 s. */
  processes: ServingProcessView[];
  mail: {
    waiting: number;
    /** Of those that wait: were tried and refused for now. */
    retrying: number;
    oldestWaitingAt: Date | null;
    lastError: string | null;
    sentLastDay: number;
    givenUpLastDay: number;
  };
  jobs: JobState[];
};

/** How the platform is: what `/readyz` of every process and `gridsky doctor` would say, from the database alone. */
export async function readSystem({ database, now }: SystemContext): Promise<SystemView> {
  const [facts, migrations, processes, mail, jobs] = await Promise.all([
    readDatabase(database),
    readMigrations(database),
    listServingProcesses(database),
    readMail(database, now()),
    database.system.jobState.findMany({ orderBy: { name: 'asc' } }),
  ]);
  return { database: facts, migrations, processes, mail, jobs };
}

/** The processes of the API that are alive, oldest first. */
export async function listServingProcesses({ system }: Database): Promise<ServingProcessView[]> {
  return system.$queryRaw<ServingProcessView[]>`
    SELECT id::text, host, pid, started_at AS "startedAt", seen_at AS "seenAt", facts FROM serving_process
    WHERE seen_at > now() - ${`${ALIVE_SECONDS} seconds`}::interval ORDER BY started_at, id`;
}

async function readDatabase({ system }: Database): Promise<SystemView['database']> {
  const [row] = await system.$queryRaw<SystemView['database'][]>`
    SELECT current_setting('server_version') AS version, pg_database_size(current_database())::bigint AS "sizeBytes",
      (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database()) AS connections,
      current_setting('max_connections')::int AS "connectionsMax"`;
  if (!row) throw new Error('the database told nothing of itself');
  return row;
}

async function readMigrations({ system }: Database): Promise<SystemView['migrations']> {
  const rows = await system.$queryRaw<{ name: string; done: boolean }[]>`
    SELECT migration_name AS name, finished_at IS NOT NULL AS done FROM _prisma_migrations
    WHERE rolled_back_at IS NULL ORDER BY migration_name`;
  const applied = rows.filter(({ done }) => done);
  return {
    applied: applied.length,
    last: applied.at(-1)?.name ?? null,
    unfinished: rows.filter(({ done }) => !done).map(({ name }) => name),
  };
}

async function readMail({ system }: Database, now: Date): Promise<SystemView['mail']> {
  const yesterday = new Date(now.getTime() - DAY_MS);
  const [row] = await system.$queryRaw<SystemView['mail'][]>`
    SELECT count(*) FILTER (WHERE waits)::int AS waiting, count(*) FILTER (WHERE waits AND last_error IS NOT NULL)::int AS retrying,
      min(created_at) FILTER (WHERE waits) AS "oldestWaitingAt",
      (array_agg(last_error ORDER BY created_at DESC) FILTER (WHERE last_error IS NOT NULL))[1] AS "lastError",
      count(*) FILTER (WHERE sent_at >= ${yesterday})::int AS "sentLastDay",
      count(*) FILTER (WHERE given_up_at >= ${yesterday})::int AS "givenUpLastDay"
    FROM (SELECT *, sealed IS NOT NULL AND expires_at > ${now} AS waits FROM mail) m`;
  if (!row) throw new Error('the outbox told nothing of itself');
  return row;
}
