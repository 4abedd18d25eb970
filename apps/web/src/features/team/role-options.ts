import { ROLES, type Role, roleMay } from '@gridsky/api/domain';
import type { SelectOption } from '../../ui/select.tsx';

/** The roles that somebody with this role may give. */
export function roleOptions(mine: Role): SelectOption<Role>[] {
  const given = ROLES.filter((role) => role !== 'owner' || roleMay(mine, 'owner:write'));
  return given.map((role) => ({ value: role, label: role, hint: hints[role] }));
}

const hints: Record<Role, string> = {
  owner: 'Everything, also other owners and the tenant’s deletion.',
  admin: 'Members, keys, name and audit log.',
  member: 'Keys and usage.',
  viewer: 'Sees keys and usage, changes nothing.',
};
