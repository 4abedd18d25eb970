import { isUniqueViolation } from '@gridsky/db';
import { z } from 'zod';
import { emailSchema, passwordSchema } from '../../domain/email.ts';
import { Fault } from '../../domain/fault.ts';
import { hashToken } from '../account/one-time-link.ts';
import { hashPassword } from '../account/password.ts';
import { refuseWeakPassword } from '../account/refuse-weak-password.ts';
import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';
import { insertTenant } from '../tenant/insert-tenant.ts';

export const claimAdminInput = z.object({
  token: z.string().min(20).max(100),
  email: emailSchema,
  password: passwordSchema,
});

const LINK_GONE = 'This link is used up or expired. Start the platform again to print a new one.';

/** Makes the first platform admin from the printed one-time link, with a tenant of its own. Works once. */
export async function claimAdmin(
  context: SystemContext,
  input: z.output<typeof claimAdminInput>,
): Promise<{ userId: string }> {
  refuseWeakPassword(input.password, input.email);
  const passwordHash = await hashPassword(input.password);
  const now = context.now();
  try {
    return await context.database.system.$transaction(async (tx) => {
      // The conditional update is what makes it single-use: of two racing claims one finds no row.
      const { count } = await tx.oneTimeLink.updateMany({
        where: { tokenHash: hashToken(input.token), purpose: 'claim_admin', usedAt: null, expiresAt: { gt: now } },
        data: { usedAt: now },
      });
      if (count === 0) throw new Fault('not_found', LINK_GONE);
      const user = await tx.user.create({
        data: { email: input.email, passwordHash, platformAdmin: true, createdAt: now },
      });
      const asUser: SystemContext = { ...context, actor: { type: 'user', userId: user.id } };
      await recordAudit(tx, asUser, { tenantId: null, action: 'admin.claim', targetType: 'user', targetId: user.id });
      const tenantId = await insertTenant(tx, asUser, { name: 'Operator', planId: 'enterprise' });
      await tx.membership.create({ data: { tenantId, userId: user.id, role: 'owner', createdAt: now } });
      return { userId: user.id };
    });
  } catch (error) {
    if (isUniqueViolation(error, 'email')) {
      throw new Fault('conflict', 'This address already has an account. Use another one for the admin.', {
        param: 'email',
      });
    }
    throw error;
  }
}
