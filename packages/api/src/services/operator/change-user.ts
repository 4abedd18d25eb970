import { isUniqueViolation } from '@gridsky/db';
import { z } from 'zod';
import { emailSchema, passwordSchema } from '../../domain/email.ts';
import { Fault, notFound } from '../../domain/fault.ts';
import { ROLES } from '../../domain/role.ts';
import { endLinks } from '../account/one-time-link.ts';
import { hashPassword } from '../account/password.ts';
import { refuseWeakPassword } from '../account/refuse-weak-password.ts';
import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';

export const createUserInput = z.object({
  email: emailSchema,
  password: passwordSchema,
  tenantId: z.uuid().optional(),
  role: z.enum(ROLES).default('member'),
});

/** The operator makes a user, as a member of a tenant when one is given. */
export async function createUser(
  context: SystemContext,
  input: z.output<typeof createUserInput>,
): Promise<{ id: string }> {
  refuseWeakPassword(input.password, input.email);
  const passwordHash = await hashPassword(input.password);
  const createdAt = context.now();
  try {
    return await context.database.system.$transaction(async (tx) => {
      if (input.tenantId && !(await tx.tenant.findUnique({ where: { id: input.tenantId } }))) throw notFound('tenant');
      const user = await tx.user.create({ data: { email: input.email, passwordHash, createdAt } });
      if (input.tenantId) {
        await tx.membership.create({
          data: { tenantId: input.tenantId, userId: user.id, role: input.role, createdAt },
        });
      }
      await recordAudit(tx, context, {
        tenantId: input.tenantId ?? null,
        action: 'user.create',
        targetType: 'user',
        targetId: user.id,
        after: { email: input.email, ...(input.tenantId ? { role: input.role } : {}) },
      });
      return { id: user.id };
    });
  } catch (error) {
    if (isUniqueViolation(error, 'email'))
      throw new Fault('conflict', `${input.email} already has an account.`, { param: 'email' });
    throw error;
  }
}

export const setPasswordInput = z.object({ email: emailSchema, password: passwordSchema });

/** The operator sets a user's password; all of the user's sessions end. */
export async function setPassword(
  context: SystemContext,
  input: z.output<typeof setPasswordInput>,
): Promise<{ id: string }> {
  refuseWeakPassword(input.password, input.email);
  const passwordHash = await hashPassword(input.password);
  return context.database.system.$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email: input.email } });
    if (!user) throw notFound('user');
    await tx.user.update({ where: { id: user.id }, data: { passwordHash } });
    await tx.session.updateMany({ where: { userId: user.id, endedAt: null }, data: { endedAt: context.now() } });
    await endLinks(tx, user.id);
    await recordAudit(tx, context, {
      tenantId: null,
      action: 'user.set_password',
      targetType: 'user',
      targetId: user.id,
    });
    return { id: user.id };
  });
}

export const clearSecondFactorInput = z.object({ email: emailSchema });

/** The operator removes the second step of somebody who lost authenticator and recovery codes; all of the user's sessions end. */
export async function clearSecondFactor(
  context: SystemContext,
  { email }: z.output<typeof clearSecondFactorInput>,
): Promise<{ id: string }> {
  return context.database.system.$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email }, select: { id: true } });
    if (!user) throw notFound('user');
    const { count } = await tx.secondFactor.deleteMany({ where: { userId: user.id, confirmedAt: { not: null } } });
    if (count === 0) throw new Fault('conflict', `${email} has no authenticator.`);
    await tx.recoveryCode.deleteMany({ where: { userId: user.id } });
    await tx.session.updateMany({ where: { userId: user.id, endedAt: null }, data: { endedAt: context.now() } });
    await recordAudit(tx, context, {
      tenantId: null,
      action: 'user.remove_second_factor',
      targetType: 'user',
      targetId: user.id,
    });
    return { id: user.id };
  });
}
