import { isUniqueViolation, type TenantTransaction } from '@gridsky/db';
import { z } from 'zod';
import { passwordSchema } from '../../domain/email.ts';
import { Fault } from '../../domain/fault.ts';
import type { Role } from '../../domain/role.ts';
import { tokenSchema } from '../account/confirm-sign-up.ts';
import { hashToken } from '../account/one-time-link.ts';
import { hashPassword } from '../account/password.ts';
import { refuseWeakPassword } from '../account/refuse-weak-password.ts';
import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';
import { lockTenant, refuseBeyondMembers } from '../tenant/lock-tenant.ts';

export const acceptInvitationInput = z.object({ token: tokenSchema });
export const acceptAsNewUserInput = z.object({ token: tokenSchema, password: passwordSchema });

export type OpenInvitation = {
  tenantName: string;
  role: Role;
  email: string;
  invitedBy: string | null;
  /** Whether the address has an account, which only the reader of its mail gets to know. */
  hasAccount: boolean;
};

/** What an invitation's link offers; null when it was never made, is used, taken back or too old: all read alike. */
export async function readInvitation(
  context: Pick<SystemContext, 'database' | 'now'>,
  { token }: { token: string },
): Promise<OpenInvitation | null> {
  const { system } = context.database;
  const found = await system.invitation.findFirst({
    where: openWith(token, context.now()),
    include: { tenant: { select: { name: true } }, invitedBy: { select: { email: true } } },
  });
  if (!found) return null;
  const account = await system.user.findUnique({ where: { email: found.email }, select: { id: true } });
  const { email, role } = found;
  return {
    email,
    role,
    tenantName: found.tenant.name,
    invitedBy: found.invitedBy?.email ?? null,
    hasAccount: account !== null,
  };
}

/** Somebody signed in takes the place. Only the address that was invited may: the link alone is not enough. */
export async function acceptInvitation(
  context: SystemContext,
  { token, userId }: z.output<typeof acceptInvitationInput> & { userId: string },
): Promise<{ tenantId: string }> {
  return context.database.system.$transaction(async (tx) => {
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
    return takePlace(tx, context, token, { userId, email: user.email });
  });
}

/** Makes an account for the invited address, which the link has proven, and takes the place with it. */
export async function acceptAsNewUser(
  context: SystemContext,
  { token, password }: z.output<typeof acceptAsNewUserInput>,
): Promise<{ userId: string; tenantId: string; email: string }> {
  // Looked at first, so that guessing tokens costs no password hash.
  const invitation = await readInvitation(context, { token });
  if (!invitation) throw gone();
  const { email } = invitation;
  refuseWeakPassword(password, email);
  const passwordHash = await hashPassword(password);
  try {
    return await context.database.system.$transaction(async (tx) => {
      const createdAt = context.now();
      const user = await tx.user.create({ data: { email, passwordHash, createdAt, emailVerifiedAt: createdAt } });
      const asUser: SystemContext = { ...context, actor: { type: 'user', userId: user.id } };
      await recordAudit(tx, asUser, { tenantId: null, action: 'user.sign_up', targetType: 'user', targetId: user.id });
      return { ...(await takePlace(tx, asUser, token, { userId: user.id, email })), userId: user.id, email };
    });
  } catch (error) {
    if (isUniqueViolation(error, 'email')) {
      throw new Fault('conflict', 'This address has an account already. Sign in with it and open the link again.');
    }
    throw error;
  }
}

async function takePlace(
  tx: TenantTransaction,
  context: SystemContext,
  token: string,
  user: { userId: string; email: string },
): Promise<{ tenantId: string }> {
  const found = await tx.invitation.findFirst({ where: openWith(token, context.now()), select: { tenantId: true } });
  if (!found) throw gone();
  const { tenantId } = found;
  const locked = await lockTenant(tx, tenantId);
  // Asked again under the lock: it may have been used or taken back while this waited.
  const invitation = await tx.invitation.findFirst({ where: openWith(token, context.now()) });
  if (!invitation) throw gone();
  if (locked.tenant.status === 'suspended') {
    throw new Fault('tenant_suspended', 'This tenant is suspended and takes no members now. Ask who invited you.');
  }
  if (invitation.email !== user.email) {
    throw new Fault(
      'forbidden',
      `This invitation is for another address than yours, ${user.email}. Sign in with the address that it was sent to.`,
    );
  }
  await tx.invitation.update({ where: { id: invitation.id }, data: { acceptedAt: context.now() } });
  const membership = await tx.membership.findUnique({ where: { tenantId_userId: { tenantId, userId: user.userId } } });
  if (membership) throw new Fault('conflict', `You are a member of ${locked.tenant.name} already.`);
  await refuseBeyondMembers(tx, locked, 0);
  const { role } = invitation;
  await tx.membership.create({ data: { tenantId, userId: user.userId, role, createdAt: context.now() } });
  await recordAudit(tx, context, {
    tenantId,
    action: 'member.join',
    targetType: 'user',
    targetId: user.userId,
    after: { email: user.email, role },
  });
  return { tenantId };
}

function openWith(token: string, now: Date) {
  return {
    tokenHash: hashToken(token),
    acceptedAt: null,
    revokedAt: null,
    expiresAt: { gt: now },
    tenant: { deletedAt: null },
  };
}

function gone(): Fault {
  return new Fault(
    'not_found',
    'This invitation can’t be used: it was accepted, taken back, replaced by a newer letter, or is older than 7 days. Ask for a new one.',
  );
}
