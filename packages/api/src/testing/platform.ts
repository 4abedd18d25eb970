import { type Database, openDatabase, openPool, type Pool } from '@gridsky/db';
import { createTestDatabase, type TestDatabase } from '@gridsky/db/testing';
import type { Role } from '../domain/role.ts';
import { insertAccount } from '../services/account/insert-account.ts';
import { hashPassword } from '../services/account/password.ts';
import type { MailContext, TenantContext } from '../services/context.ts';
import { readMailbox } from '../services/mail/read-mailbox.ts';
import { seedModels } from '../services/model/seed-models.ts';
import { seedPlans } from '../services/plan/seed-plans.ts';
import type { RemoteContext, RemoteSettings } from '../services/private-model/remote-context.ts';
import { createSealer } from '../services/seal/sealer.ts';
import { localKeyEncryption } from '../services/secret/key-encryption.ts';
import { keySource } from '../services/secret/key-sources.ts';
import { createSecretVault } from '../services/secret/secret-vault.ts';

export type TestPlatform = {
  database: Database;
  urls: TestDatabase;
  /** Superuser: looks and reaches behind the walls. */
  owner: Pool;
  /** The operator. */
  system: MailContext & RemoteContext;
  /** Moves the clock that every context reads. */
  advance(milliseconds: number): void;
  now(): Date;
  close(): Promise<void>;
};

/** A seeded database of its own with a clock that only tests move. */
export async function openTestPlatform(): Promise<TestPlatform> {
  const urls = await createTestDatabase();
  const database = openDatabase(urls);
  const owner = openPool(urls.ownerUrl, { max: 2 });
  let time = Date.parse('2031-03-14T12:00:00Z');
  const now = () => new Date(time);
  await seedPlans(database, now());
  await seedModels(database, now());
  return {
    database,
    urls,
    owner,
    system: { database, actor: { type: 'system' }, now, ip: null, mail: TEST_MAIL, remote: TEST_REMOTE },
    now,
    advance(milliseconds) {
      time += milliseconds;
    },
    async close() {
      await owner.end();
      await database.close();
      await urls.drop();
    },
  };
}

/** Secrets are sealed as anywhere, under a key that only tests have. */
export const TEST_REMOTE: RemoteSettings = {
  vault: createSecretVault(localKeyEncryption(keySource({ keys: Buffer.alloc(32, 7).toString('base64') }))),
  outboundRanges: [],
};

export const TEST_MAIL = {
  publicUrl: 'https://grid.example.com',
  canSend: true,
  sealer: createSealer('a secret that only tests have, of 32 characters'),
};

export const PASSWORD = 'correct horse battery';

export type TestAccount = { userId: string; tenantId: string; email: string; context: TenantContext & MailContext };

/** The token of the newest letter to an address, taken from its link as a reader would. */
export async function mailedToken(platform: TestPlatform, to: string): Promise<string> {
  const [letter] = await readMailbox({ ...platform.system, sealer: TEST_MAIL.sealer }, to);
  const token = /[?]token=([\w-]+)/.exec(letter?.text ?? '')?.[1];
  if (!token) throw new Error(`no letter with a link to ${to}`);
  return token;
}

let accounts = 0;

/** A signed-up user with a tenant on the trial plan. */
export async function createAccount(platform: TestPlatform, tenantName = 'Acme'): Promise<TestAccount> {
  accounts += 1;
  const email = `user-${accounts}@example.com`;
  const passwordHash = await hashPassword(PASSWORD);
  const { userId, tenantId } = await platform.database.system.$transaction((tx) =>
    insertAccount(tx, platform.system, { email, passwordHash, tenantName }),
  );
  return { userId, tenantId, email, context: memberContext(platform, { userId, tenantId }, 'owner') };
}

/** What a signed-in member's services get. */
export function memberContext(
  platform: TestPlatform,
  member: { userId: string; tenantId: string },
  role: Role,
): TenantContext & MailContext {
  const { userId, tenantId } = member;
  return { ...platform.system, actor: { type: 'user', userId }, ip: '203.0.113.7', tenantId, role };
}
