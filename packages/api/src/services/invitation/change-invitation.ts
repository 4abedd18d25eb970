import type { Invitation, TenantTransaction } from '@gridsky/db';
import { z } from 'zod';
import { notFound } from '../../domain/fault.ts';
import { recordAudit } from '../audit.ts';
import { type MailContext, requireMail, requirePermission, type TenantContext } from '../context.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { lockTenant, refuseBeyondMembers } from '../tenant/lock-tenant.ts';
import { invitationEnd, invitationLetter, newInvitationToken } from './invitation-letter.ts';

export const invitationInput = z.object({ invitationId: z.uuid() });
type InvitationInput = z.output<typeof invitationInput>;

/** Sends the invitation again, good for another seven days. Only the newest letter's link works. */
export async function resendInvitation(
  context: TenantContext & MailContext,
  { invitationId }: InvitationInput,
): Promise<void> {
  requirePermission(context, 'member:write');
  requireMail(context);
  const { tenantId } = context;
  const now = context.now();
  await context.database.asTenant(tenantId, async (tx) => {
    const locked = await lockTenant(tx, tenantId);
    const { email, role, expiresAt: before } = await openInvitation(tx, tenantId, invitationId);
    if (role === 'owner') requirePermission(context, 'owner:write');
    const others = { tenantId, acceptedAt: null, revokedAt: null, expiresAt: { gt: now }, id: { not: invitationId } };
    await refuseBeyondMembers(tx, locked, await tx.invitation.count({ where: others }));
    const { token, tokenHash } = newInvitationToken();
    const expiresAt = invitationEnd(now);
    const { invitedBy } = await tx.invitation.update({
      where: { id: invitationId, tenantId },
      data: { tokenHash, sentAt: now, expiresAt },
      include: { invitedBy: { select: { email: true } } },
    });
    const names = { tenantName: locked.tenant.name, invitedBy: invitedBy?.email ?? null };
    await queueMail(tx, context, invitationLetter({ email, role, ...names, token, expiresAt }));
    await recordAudit(tx, context, {
      tenantId,
      action: 'member.resend_invitation',
      targetType: 'invitation',
      targetId: invitationId,
      before: { expiresAt: before.toISOString() },
      after: { expiresAt: expiresAt.toISOString() },
    });
  });
}

/** Takes an invitation back: its link can't be used any more. */
export async function revokeInvitation(context: TenantContext, { invitationId }: InvitationInput): Promise<void> {
  requirePermission(context, 'member:write');
  const { tenantId } = context;
  await context.database.asTenant(tenantId, async (tx) => {
    await lockTenant(tx, tenantId);
    const { email, role } = await openInvitation(tx, tenantId, invitationId);
    await tx.invitation.update({ where: { id: invitationId, tenantId }, data: { revokedAt: context.now() } });
    await recordAudit(tx, context, {
      tenantId,
      action: 'member.revoke_invitation',
      targetType: 'invitation',
      targetId: invitationId,
      before: { email, role },
    });
  });
}

async function openInvitation(tx: TenantTransaction, tenantId: string, id: string): Promise<Invitation> {
  const found = await tx.invitation.findUnique({ where: { id, tenantId, acceptedAt: null, revokedAt: null } });
  if (!found) throw notFound('invitation');
  return found;
}
