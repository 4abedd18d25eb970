import path from 'node:path';
import {
  createAdminLink,
  createDemoTenant,
  hasMailbox,
  mailboxKey,
  type SystemContext,
  seedModels,
  seedPlans,
} from '@gridsky/api/services';
import { openDatabase } from '@gridsky/db';
import { readPrivateFile, writePrivateFile } from './secrets.ts';

const statementMilliseconds = 30_000;

export interface FirstRun {
  /** Of the demo tenant; undefined on a database of the operator's own. */
  demoKey?: string;
  /** Makes the first platform admin; undefined once there is one. */
  adminToken?: string;
  /** Opens the mailbox page; undefined where mail is sent, or where others reach the dashboard. */
  mailboxKey?: string;
}

/**
 * Fills a new database: plans, models; and for the embedded one a tenant with a key for the first call. Says how the
 * first admin account is made until there is one.
 */
export async function prepareFirstRun(
  urls: { appUrl: string; systemUrl: string },
  home: string,
  embedded: boolean,
  mail: { smtpUrl: string | undefined; publicUrl: string; authSecret: string },
): Promise<FirstRun> {
  const database = openDatabase({ ...urls, connectionsMax: 2, statementMilliseconds });
  try {
    const now = () => new Date();
    await seedPlans(database, now());
    await seedModels(database, now());
    const context: SystemContext = { database, actor: { type: 'system' }, now, ip: null };
    const keyFile = path.join(home, 'demo-key');
    if (embedded) {
      const demo = await createDemoTenant(context);
      if (demo) await writePrivateFile(keyFile, `${demo.secret}\n`);
    }
    const demoKey = embedded ? (await readPrivateFile(keyFile))?.trim() : undefined;
    const admin = await createAdminLink(context);
    return {
      ...(demoKey && { demoKey }),
      ...(admin && { adminToken: admin.token }),
      ...(hasMailbox(mail) && { mailboxKey: mailboxKey(mail.authSecret) }),
    };
  } finally {
    await database.close();
  }
}
