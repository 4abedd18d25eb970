export const ROLES = ['owner', 'admin', 'member', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** What each role may do, in one table: services check it and pages render it. */
export const PERMISSIONS = {
  'tenant:read': ['owner', 'admin', 'member', 'viewer'],
  'tenant:rename': ['owner', 'admin'],
  'key:read': ['owner', 'admin', 'member', 'viewer'],
  'key:write': ['owner', 'admin', 'member'],
  'usage:read': ['owner', 'admin', 'member', 'viewer'],
  'audit:read': ['owner', 'admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export function roleMay(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}
