import type { Role } from '../../domain/role.ts';
import { requirePermission, type TenantContext } from '../context.ts';

export type MemberView = { userId: string; email: string; name: string; role: Role; joinedAt: Date; keys: number };
export type InvitationView = {
  id: string;
  email: string;
  role: Role;
  invitedBy: string | null;
  sentAt: Date;
  expiresAt: Date;
  expired: boolean;
};

/** Who belongs to the tenant, longest first, with the number of keys that each made and that still work; and who is invited. */
export async function listMembers(
  context: TenantContext,
): Promise<{ members: MemberView[]; invitations: InvitationView[] }> {
  requirePermission(context, 'member:read');
  const { tenantId } = context;
  return context.database.asTenant(tenantId, async (tx) => {
    const memberships = await tx.membership.findMany({
      where: { tenantId },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      include: { user: { select: { email: true, name: true } } },
    });
    const keys = await tx.apiKey.groupBy({
      by: ['createdByUserId'],
      where: { tenantId, revokedAt: null },
      _count: true,
    });
    const invitations = await tx.invitation.findMany({
      where: { tenantId, acceptedAt: null, revokedAt: null },
      orderBy: { createdAt: 'desc' },
      include: { invitedBy: { select: { email: true } } },
    });
    return {
      members: memberships.map(({ userId, user, role, createdAt }) => ({
        userId,
        ...user,
        role,
        joinedAt: createdAt,
        keys: keys.find(({ createdByUserId }) => createdByUserId === userId)?._count ?? 0,
      })),
      invitations: invitations.map(({ id, email, role, invitedBy, sentAt, expiresAt }) => ({
        id,
        email,
        role,
        invitedBy: invitedBy?.email ?? null,
        sentAt,
        expiresAt,
        expired: expiresAt <= context.now(),
      })),
    };
  });
}
