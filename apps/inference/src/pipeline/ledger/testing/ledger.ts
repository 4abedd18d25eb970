import type { NanoDollars } from '@gridsky/api/domain';
import { createTenant, seedPlans } from '@gridsky/api/services';
import { openDatabase, openPool, type Pool } from '@gridsky/db';
import { createTestDatabase } from '@gridsky/db/testing';
import { insertUsage, type Repeats } from '../insert-usage.ts';
import type { UsageRow } from '../usage-row.ts';

/** A row as it lies in the ledger. */
type WrittenRow = Omit<UsageRow, 'hold' | 'idempotency'> & { repeatOf: string | null };
type Account = { granted: bigint; available: bigint; held: bigint; settled: bigint; unpaid: bigint; holds: bigint };

export type TestLedger = {
  /** Four pools of the system role, as four processes have. */
  pools: Pool[];
  system: Pool;
  insert(rows: readonly UsageRow[], pool?: Pool): Promise<Repeats>;
  createTenant(creditNano: NanoDollars): Promise<string>;
  /** The tenant's account, with the sum of its holds. */
  account(tenantId: string): Promise<Account>;
  events(tenantId: string): Promise<WrittenRow[]>;
  hasEvent(id: string): Promise<boolean>;
  /** Locks all accounts, so that a statement that moves credit waits; the answer unlocks them. */
  lockAccounts(): Promise<() => Promise<void>>;
  /** Waits for a connection of the system role to wait for a lock, and ends it from the server's side. */
  breakWaitingConnection(): Promise<void>;
  breakAllConnections(): Promise<void>;
  close(): Promise<void>;
};

const TERMINATE = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE application_name = 'ledger' AND datname = current_database()`;

export async function openTestLedger(): Promise<TestLedger> {
  const urls = await createTestDatabase();
  const database = openDatabase(urls);
  const owner = openPool(urls.ownerUrl, { max: 2 });
  const system = openPool(urls.systemUrl, { max: 6, application_name: 'ledger' });
  const pools = [
    system,
    ...Array.from({ length: 3 }, () => openPool(urls.systemUrl, { max: 6, application_name: 'ledger' })),
  ];
  const now = () => new Date('2031-03-14T00:00:00Z');
  await seedPlans(database, now());
  return {
    pools,
    system,
    insert: (rows, pool = system) => insertUsage(pool, rows),
    async createTenant(creditNano) {
      const context = { database, actor: { type: 'system' }, now, ip: null } as const;
      return (await createTenant(context, { name: 'T', planId: 'trial', creditNano })).id;
    },
    account: (tenantId) => readAccount(owner, tenantId),
    events: (tenantId) => readEvents(owner, tenantId),
    async hasEvent(id) {
      return (await owner.query('SELECT 1 FROM usage_event WHERE id = $1', [id])).rowCount === 1;
    },
    async lockAccounts() {
      const client = await owner.connect();
      await client.query('BEGIN; SELECT 1 FROM credit_account FOR UPDATE');
      return async () => {
        await client.query('ROLLBACK');
        client.release();
      };
    },
    async breakWaitingConnection() {
      let ended: number | null = 0;
      while (!ended) ended = (await owner.query(`${TERMINATE} AND wait_event_type = 'Lock'`)).rowCount;
    },
    async breakAllConnections() {
      await owner.query(TERMINATE);
    },
    async close() {
      await Promise.all([owner, ...pools].map((pool) => pool.end()));
      await database.close();
      await urls.drop();
    },
  };
}

async function readAccount(owner: Pool, tenantId: string): Promise<Account> {
  const { rows } = await owner.query(
    `SELECT granted_nano AS granted, available_nano AS available, held_nano AS held, settled_nano AS settled, unpaid_nano AS unpaid,
      (SELECT coalesce(sum(amount_nano), 0) FROM credit_hold WHERE tenant_id = $1) AS holds
     FROM credit_account WHERE tenant_id = $1`,
    [tenantId],
  );
  const big = (name: keyof Account) => BigInt(rows[0][name]);
  const [granted, available, held] = [big('granted'), big('available'), big('held')];
  return { granted, available, held, settled: big('settled'), unpaid: big('unpaid'), holds: big('holds') };
}

async function readEvents(owner: Pool, tenantId: string): Promise<WrittenRow[]> {
  const { rows } = await owner.query(
    `SELECT id, created_at AS "createdAt", tenant_id AS "tenantId", key_id AS "keyId", user_id AS "userId", model, asked_model AS "askedModel", dialect,
      status, error_code AS "errorCode", inputs, tokens, provider_tokens AS "providerTokens", dimensions, cost_nano AS "costNano", list_nano AS "listNano", queue_ms AS "queueMs",
      infer_ms AS "inferMs", total_ms AS "totalMs", repeat_of AS "repeatOf" FROM usage_event WHERE tenant_id = $1 ORDER BY id`,
    [tenantId],
  );
  return rows.map((row) => ({ ...row, costNano: BigInt(row.costNano), listNano: BigInt(row.listNano) }));
}
