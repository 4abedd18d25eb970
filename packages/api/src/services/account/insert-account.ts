import type { TenantTransaction } from '@gridsky/db';
import { NO_MONEY } from '../../domain/money.ts';
import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';
import { insertTenant } from '../tenant/insert-tenant.ts';
import { claimTrial } from '../trial/claim-trial.ts';

export type NewAccount = { email: string; passwordHash: string | null; tenantName: string };

/**
 * Inserts a user whose address was just proven, with a first tenant on the trial plan that it owns; its credit is
 * granted once a mailbox.
 * Throws the database's unique violation on `email` when the address has an account already.
 */
export async function insertAccount(
  tx: TenantTransaction,
  context: SystemContext,
  account: NewAccount,
): Promise<{ userId: string; tenantId: string }> {
  const { email, passwordHash, tenantName } = account;
  const createdAt = context.now();
  const user = await tx.user.create({ data: { email, passwordHash, createdAt, emailVerifiedAt: createdAt } });
  const asUser: SystemContext = { ...context, actor: { type: 'user', userId: user.id } };
  await recordAudit(tx, asUser, { tenantId: null, action: 'user.sign_up', targetType: 'user', targetId: user.id });
  const hasTrial = await claimTrial(tx, context, email);
  const tenant = { name: tenantName, planId: 'trial', ...(hasTrial ? {} : { creditNano: NO_MONEY }) };
  const tenantId = await insertTenant(tx, asUser, tenant);
  await tx.membership.create({ data: { tenantId, userId: user.id, role: 'owner', createdAt } });
  return { userId: user.id, tenantId };
}
