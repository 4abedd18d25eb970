import { isUniqueViolation } from '@gridsky/db';
import { z } from 'zod';
import { passwordSchema } from '../../domain/email.ts';
import type { SystemContext } from '../context.ts';
import { insertAccount } from './insert-account.ts';
import { linkGone, readLink, takeLink } from './one-time-link.ts';
import { hashPassword } from './password.ts';
import { refuseWeakPassword } from './refuse-weak-password.ts';

export const tokenSchema = z.string().min(20).max(100);

export const confirmSignUpInput = z.object({ token: tokenSchema, password: passwordSchema });

/** Makes the account of a mailed sign-up link: a user with a first tenant on the trial plan. Works once. */
export async function confirmSignUp(
  context: SystemContext,
  input: z.output<typeof confirmSignUpInput>,
): Promise<{ email: string; userId: string; tenantId: string }> {
  // Looked at first, so that guessing tokens costs no password hash.
  const open = await readLink(context, { token: input.token, purpose: 'sign_up' });
  if (!open) throw linkGone();
  refuseWeakPassword(input.password, open.email);
  const passwordHash = await hashPassword(input.password);
  try {
    return await context.database.system.$transaction(async (tx) => {
      const { email, tenantName } = await takeLink(tx, context, input.token, 'sign_up');
      const made = await insertAccount(tx, context, { email, passwordHash, tenantName: tenantName ?? email });
      return { email, ...made };
    });
  } catch (error) {
    // Made in the meantime, by an invitation or the operator.
    if (isUniqueViolation(error, 'email')) throw linkGone();
    throw error;
  }
}
