import 'server-only';
import type { SignedInUser } from '@gridsky/api/services';
import { cookies } from 'next/headers';

export const tenantCookie = 'gridsky.tenant';

/** The tenant chosen in the switcher, if the user belongs to it; else the user's first; null without any. */
export async function currentTenantId(user: SignedInUser): Promise<string | null> {
  const chosen = (await cookies()).get(tenantCookie)?.value;
  const member = user.memberships.find(({ tenantId }) => tenantId === chosen);
  return member?.tenantId ?? user.memberships[0]?.tenantId ?? null;
}
