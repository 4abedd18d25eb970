import { hashToken } from '../account/one-time-link.ts';
import type { SystemContext } from '../context.ts';

/**
 * Whether the printed link to make the first admin can still be used, asked before anybody fills in its form. Once
 * there is an admin, no new link is printed.
 */
export async function checkAdminLink(
  context: Omit<SystemContext, 'actor'>,
  input: { token: string },
): Promise<{ open: boolean; adminExists: boolean }> {
  const { system } = context.database;
  const [links, admins] = await Promise.all([
    system.oneTimeLink.count({
      where: {
        tokenHash: hashToken(input.token),
        purpose: 'claim_admin',
        usedAt: null,
        expiresAt: { gt: context.now() },
      },
    }),
    system.user.count({ where: { platformAdmin: true } }),
  ]);
  return { open: links > 0, adminExists: admins > 0 };
}
