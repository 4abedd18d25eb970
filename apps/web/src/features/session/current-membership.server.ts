import 'server-only';
import type { SignedInUser } from '@gridsky/api/services';
import { currentTenantId } from './current-tenant.server.ts';

/** The user's place in the tenant that the pages are about; undefined when they belong to none. */
export async function currentMembership(user: SignedInUser): Promise<SignedInUser['memberships'][number] | undefined> {
  const tenantId = await currentTenantId(user);
  return user.memberships.find((membership) => membership.tenantId === tenantId);
}
