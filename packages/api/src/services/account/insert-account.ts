import type { TenantTransaction } from '@gridsky/db';
import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';
import { insertTenant } from '../tenant/insert-tenant.ts';

export type NewAccount = { email: string; passwordHash: string | null; tenantName: string };

/**
 * Inserts a user whose address was just proven, with a first tenant on the trial plan (credit granted) that it owns.
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
  const tenantId = await insertTenant(tx, asUser, { name: tenantName, planId: 'trial' });
  await tx.membership.create({ data: { tenantId, userId: user.id, role: 'owner', createdAt } });
  return { userId: user.id, tenantId };
}
