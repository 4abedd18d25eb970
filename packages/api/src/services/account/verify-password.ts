import { z } from 'zod';
import { emailSchema } from '../../domain/email.ts';
import { Fault } from '../../domain/fault.ts';
import type { SystemContext } from '../context.ts';
import { passwordMatches } from './password.ts';
import type { SignInThrottle } from './sign-in-throttle.ts';

export const verifyPasswordInput = z.object({ email: emailSchema, password: z.string().min(1).max(256) });

/** The user of an address and password. One answer for an unknown address and a wrong password, in equal time. */
export async function verifyPassword(
  context: SystemContext,
  throttle: SignInThrottle,
  input: z.output<typeof verifyPasswordInput>,
): Promise<{ userId: string }> {
  await throttle.consume(input.email, context.ip);
  const user = await context.database.system.user.findUnique({ where: { email: input.email } });
  const matches = await passwordMatches(user?.passwordHash ?? null, input.password);
  if (!user || !matches || user.suspendedAt) {
    throw new Fault('unauthenticated', 'Address and password do not match. Check both and try again.');
  }
  await throttle.forgive(input.email);
  return { userId: user.id };
}
