import { randomBytes } from 'node:crypto';
import { hashToken } from '../account/one-time-link.ts';
import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';

const LINK_HOURS = 24;

/**
 * A one-time token with which the first platform admin is made; null once there is one. The link replaces any earlier
 * unused one, so only the address printed last works.
 */
export async function createAdminLink(context: SystemContext): Promise<{ token: string } | null> {
  const { system } = context.database;
  if ((await system.user.count({ where: { platformAdmin: true } })) > 0) return null;
  const token = randomBytes(32).toString('base64url');
  const now = context.now();
  await system.$transaction(async (tx) => {
    await tx.oneTimeLink.deleteMany({ where: { purpose: 'claim_admin', usedAt: null } });
    const expiresAt = new Date(now.getTime() + LINK_HOURS * 3_600_000);
    const link = await tx.oneTimeLink.create({
      data: { purpose: 'claim_admin', tokenHash: hashToken(token), createdAt: now, expiresAt },
    });
    await recordAudit(tx, context, {
      tenantId: null,
      action: 'admin.create_link',
      targetType: 'link',
      targetId: link.id,
    });
  });
  return { token };
}
