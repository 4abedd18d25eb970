import { type Permission, roleMay } from '@gridsky/api/domain';
import type { SignedInUser } from '@gridsky/api/services';

/** Whether the member may do this now: as far as the role goes, and nothing that changes anything while the tenant is suspended. */
export function membershipMay(
  { role, suspended }: Pick<SignedInUser['memberships'][number], 'role' | 'suspended'>,
  permission: Permission,
): boolean {
  return roleMay(role, permission) && (!suspended || permission.endsWith(':read'));
}
