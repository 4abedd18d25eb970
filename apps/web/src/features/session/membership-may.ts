import { type Permission, roleMay } from '@gridsky/api/domain';
import type { SignedInUser } from '@gridsky/api/services';

type Membership = Pick<SignedInUser['memberships'][number], 'role' | 'suspended'>;

/** Whether the member may do this now: as far as the role goes, and nothing that changes anything while the tenant is suspended. */
export function membershipMay(membership: Membership, permission: Permission): boolean {
  return whyNot(membership, permission, '') === null;
}

/** Why the member may not do this now, to stand where the way to do it would; null: they may. `what` ends "Your role may not …". */
export function whyNot({ role, suspended }: Membership, permission: Permission, what: string): string | null {
  if (!roleMay(role, permission)) return `Your role (${role}) may not ${what}. Ask an owner or admin.`;
  if (suspended && !permission.endsWith(':read')) return suspendedSentence;
  return null;
}

/** As the banner above every page of such a tenant tells. */
export const suspendedSentence = 'The operator has suspended this tenant: nothing changes here until that is lifted.';
