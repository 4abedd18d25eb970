import { Fault } from '../../domain/fault.ts';
import type { SystemContext } from '../context.ts';
import { passwordMatches } from './password.ts';
import type { SignInThrottle } from './sign-in-throttle.ts';

export type OwnAccount = { userId: string; email: string };

/**
 * Asks somebody who is signed in for the password again, before what a stranger at an unlocked screen must not do. Counts
 * into the same windows as signing in, so that it is no other place to guess.
 */
export async function checkOwnPassword(
  context: SystemContext,
  throttle: SignInThrottle,
  { userId, password }: { userId: string; password: string },
): Promise<OwnAccount> {
  const { email, passwordHash } = await context.database.system.user.findUniqueOrThrow({ where: { id: userId } });
  await throttle.consume(email, context.ip);
  if (!(await passwordMatches(passwordHash, password))) {
    throw new Fault('invalid', 'This is not your password.', { param: 'currentPassword' });
  }
  await throttle.forgive(email);
  return { userId, email };
}
