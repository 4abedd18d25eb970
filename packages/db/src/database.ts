import { PrismaPg } from '@prisma/adapter-pg';
import type { PoolConfig } from 'pg';
import { type Prisma, PrismaClient } from './generated/client.ts';

/** What runs inside one tenant's transaction: the row-level policies show it that tenant's rows only. */
export type TenantTransaction = Prisma.TransactionClient;

export type Database = {
  /**
   * Runs `work` in a transaction of the app role that sees one tenant's rows. The tenant is bound to the transaction,
   * not to the connection, so a pooled connection can never carry it into somebody else's request.
   */
  asTenant<T>(tenantId: string, work: (tx: TenantTransaction) => Promise<T>): Promise<T>;
  /** The system role: authentication, metering, roll-ups, operator. Sees all tenants; still can't change usage or audit. */
  system: PrismaClient;
  close(): Promise<void>;
};

export type DatabaseUrls = {
  /** Logs in as `gridsky_app`. */
  appUrl: string;
  /** Logs in as `gridsky_system`. */
  systemUrl: string;
  /** Connections for each of the two roles; default 10. */
  connectionsMax?: number;
  /** Limit of each statement; without it there is none. */
  statementMilliseconds?: number;
};

/** Opens both roles' pools. Connects lazily: a database that is down shows at the first query. */
export function openDatabase(options: DatabaseUrls): Database {
  const app = openClient(options.appUrl, options);
  const system = openClient(options.systemUrl, options);
  return {
    asTenant: (tenantId, work) =>
      app.$transaction(
        async (tx) => {
          await tx.$executeRaw`SELECT set_config('gridsky.tenant_id', ${tenantId}, true)`;
          return work(tx);
        },
        { maxWait: 5_000, timeout: 15_000 },
      ),
    system,
    close: async () => {
      await Promise.all([app.$disconnect(), system.$disconnect()]);
    },
  };
}

function openClient(
  connectionString: string,
  { connectionsMax = 10, statementMilliseconds }: DatabaseUrls,
): PrismaClient {
  const schema = new URL(connectionString).searchParams.get('schema') ?? undefined;
  const config: PoolConfig = {
    connectionString,
    max: connectionsMax,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    // The adapter sends and reads instants without their offset, so they are right in UTC only. A statement, because
    // poolers refuse the same setting as a start-up option.
    onConnect: async (client) => {
      await client.query("SET TIME ZONE 'UTC'");
      if (statementMilliseconds) await client.query(`SET statement_timeout = ${statementMilliseconds}`);
    },
    // For a server that doesn't answer at all, a little later than it would by its own limit.
    ...(statementMilliseconds && { query_timeout: statementMilliseconds + 1_000 }),
  };
  return new PrismaClient({ adapter: new PrismaPg(config, schema ? { schema } : undefined) });
}
