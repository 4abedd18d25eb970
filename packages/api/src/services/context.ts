import type { Database } from '@gridsky/db';
import { Fault } from '../domain/fault.ts';
import { type Permission, type Role, roleMay } from '../domain/role.ts';
import type { Sealer } from './seal/sealer.ts';

/**
 * Who acts. Recorded with every change. `operator`: a platform admin in the operator area, whose name a tenant is not told;
 * `system`: jobs and the operator's command line.
 */
export type Actor =
  | { type: 'user'; userId: string }
  | { type: 'operator'; userId: string }
  | { type: 'key'; keyId: string }
  | { type: 'system' };

/** For services that stand outside any one tenant: sign-in, metering, operator. */
export type SystemContext = {
  database: Database;
  actor: Actor;
  now: () => Date;
  /** Address of the caller; null for the command line and jobs. */
  ip: string | null;
  /** `paid`: tenants that people make get no credit until they buy it. Left out: `free`. */
  trialMode?: TrialMode;
};

/** Whether the trial's credit is given at sign-up or sold. */
export type TrialMode = 'free' | 'paid';

/** What a service needs to write letters. */
export type MailSettings = {
  /** Origin of the dashboard, to which every link leads. */
  publicUrl: string;
  sealer: Sealer;
  /** false: no mail server is set and there is no mailbox either, so letters reach nobody. */
  canSend: boolean;
  /** Private ranges that the operator lets webhooks reach, CIDR; none when left out. */
  outboundRanges?: readonly string[];
};

/** For services that send mail. In a tenant: `TenantContext & MailContext`. */
export type MailContext = SystemContext & { mail: MailSettings };

/** Refuses what makes no sense without mail. */
export function requireMail(context: MailContext): void {
  if (!context.mail.canSend) {
    throw new Fault('conflict', 'This installation sends no mail. Ask its operator for an account or a new password.');
  }
}

/** For services inside one tenant: all their reads and writes go through `asTenant`. */
export type TenantContext = SystemContext & { tenantId: string; role: Role };

/** Refuses unless the caller's role may do this. The first line of every tenant service. */
export function requirePermission(context: TenantContext, permission: Permission): void {
  if (!roleMay(context.role, permission)) {
    throw new Fault('forbidden', `Your role (${context.role}) may not do this. Ask an owner or admin of the tenant.`);
  }
}
