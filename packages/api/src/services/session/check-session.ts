import type { Role } from '../../domain/role.ts';
import type { SystemContext } from '../context.ts';

export type SignedInUser = {
  sessionId: string;
  userId: string;
  email: string;
  /** Whether mail to the address was shown to reach its owner. */
  emailVerified: boolean;
  name: string;
  /** false: signs in with another service alone. */
  hasPassword: boolean;
  platformAdmin: boolean;
  /** Oldest first. */
  memberships: { tenantId: string; tenantName: string; role: Role; planId: string; suspended: boolean }[];
};

const SEEN_EVERY_MS = 5 * 60_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The user of a session, or null when it is unknown, ended or expired. Asked on every request, so an ended session stays ended. */
export async function checkSession(
  context: Omit<SystemContext, 'actor'>,
  sessionId: string,
): Promise<SignedInUser | null> {
  if (!UUID.test(sessionId)) return null;
  const { system } = context.database;
  const session = await system.session.findUnique({
    where: { id: sessionId },
    include: { user: { include: { memberships: { include: { tenant: true }, orderBy: { createdAt: 'asc' } } } } },
  });
  const now = context.now();
  if (!session || session.endedAt || session.expiresAt <= now || session.user.suspendedAt) return null;
  if (now.getTime() - session.lastSeenAt.getTime() > SEEN_EVERY_MS) {
    await system.session.update({ where: { id: sessionId }, data: { lastSeenAt: now } });
  }
  const { user } = session;
  return {
    sessionId,
    userId: user.id,
    email: user.email,
    emailVerified: user.emailVerifiedAt !== null,
    name: user.name,
    hasPassword: user.passwordHash !== null,
    platformAdmin: user.platformAdmin,
    memberships: user.memberships.map(({ tenant, role }) => ({
      tenantId: tenant.id,
      tenantName: tenant.name,
      role,
      planId: tenant.planId,
      suspended: tenant.status === 'suspended',
    })),
  };
}
