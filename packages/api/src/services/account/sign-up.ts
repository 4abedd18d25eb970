import { isUniqueViolation } from '@gridsky/db';
import { z } from 'zod';
import { emailSchema, passwordSchema } from '../../domain/email.ts';
import { Fault } from '../../domain/fault.ts';
import { tenantNameSchema } from '../../domain/tenant-name.ts';
import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';
import { insertTenant } from '../tenant/insert-tenant.ts';
import { hashPassword } from './password.ts';

export const signUpInput = z.object({
  email: emailSchema,
  password: passwordSchema,
  /** Name of the first tenant. */
  tenantName: tenantNameSchema,
});

/** Creates a user with a first tenant on the trial plan (credit granted), the user as its owner. */
export async function signUp(
  context: SystemContext,
  input: z.output<typeof signUpInput>,
): Promise<{ userId: string; tenantId: string }> {
  const passwordHash = await hashPassword(input.password);
  try {
    return await context.database.system.$transaction(async (tx) => {
      const user = await tx.user.create({ data: { email: input.email, passwordHash, createdAt: context.now() } });
      const asUser: SystemContext = { ...context, actor: { type: 'user', userId: user.id } };
      await recordAudit(tx, asUser, { tenantId: null, action: 'user.sign_up', targetType: 'user', targetId: user.id });
      const tenantId = await insertTenant(tx, asUser, { name: input.tenantName, planId: 'trial' });
      await tx.membership.create({ data: { tenantId, userId: user.id, role: 'owner', createdAt: context.now() } });
      return { userId: user.id, tenantId };
    });
  } catch (error) {
    if (isUniqueViolation(error, 'email')) {
      throw new Fault('conflict', 'This address already has an account. Sign in instead.', { param: 'email' });
    }
    throw error;
  }
}
