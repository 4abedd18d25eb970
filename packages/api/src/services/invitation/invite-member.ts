import { z } from 'zod';
import { emailSchema } from '../../domain/email.ts';
import { Fault } from '../../domain/fault.ts';
import { ROLES } from '../../domain/role.ts';
import { recordAudit } from '../audit.ts';
import { type MailContext, requireMail, requirePermission, type TenantContext } from '../context.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { lockTenant, refuseBeyondMembers } from '../tenant/lock-tenant.ts';
import { invitationEnd, invitationLetter, newInvitationToken } from './invitation-letter.ts';

export const inviteMemberInput = z.object({ email: emailSchema, role: z.enum(ROLES) });

/**
 * Mails somebody a place in the tenant, good for seven days. Whether the address has an account is told to nobody here.
 * Errors: `plan_limit` when members and open invitations fill the plan; `conflict` for a member or somebody invited already.
 */
export async function inviteMember(
  context: TenantContext & MailContext,
  { email, role }: z.output<typeof inviteMemberInput>,
): Promise<{ id: string }> {
  requirePermission(context, 'member:write');
  if (role === 'owner') requirePermission(context, 'owner:write');
  requireMail(context);
  const { tenantId, actor } = context;
  const now = context.now();
  return context.database.asTenant(tenantId, async (tx) => {
    const locked = await lockTenant(tx, tenantId);
    if (await tx.membership.findFirst({ where: { tenantId, user: { email } } })) {
      throw new Fault('conflict', `${email} is a member already.`, { param: 'email' });
    }
    const open = { tenantId, acceptedAt: null, revokedAt: null };
    if (await tx.invitation.findFirst({ where: { ...open, email, expiresAt: { gt: now } } })) {
      throw new Fault('conflict', `${email} is invited already. Send the invitation again or revoke it.`, {
        param: 'email',
      });
    }
    const others = await tx.invitation.count({ where: { ...open, expiresAt: { gt: now } } });
    await refuseBeyondMembers(tx, locked, others);
    // One that ran out makes room for this one.
    await tx.invitation.updateMany({ where: { ...open, email }, data: { revokedAt: now } });
    const { token, tokenHash } = newInvitationToken();
    const expiresAt = invitationEnd(now);
    const invitation = await tx.invitation.create({
      data: {
        tenantId,
        email,
        role,
        tokenHash,
        invitedByUserId: actor.type === 'user' ? actor.userId : null,
        createdAt: now,
        sentAt: now,
        expiresAt,
      },
      include: { invitedBy: { select: { email: true } } },
    });
    const invitedBy = invitation.invitedBy?.email ?? null;
    await queueMail(
      tx,
      context,
      invitationLetter({ email, role, tenantName: locked.tenant.name, invitedBy, token, expiresAt }),
    );
    await recordAudit(tx, context, {
      tenantId,
      action: 'member.invite',
      targetType: 'invitation',
      targetId: invitation.id,
      after: { email, role },
    });
    return { id: invitation.id };
  });
}
