export const ROLES = ['owner', 'admin', 'member', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** What each role may do, in one table: services check it and pages render it. */
export const PERMISSIONS = {
  'tenant:read': ['owner', 'admin', 'member', 'viewer'],
  'tenant:rename': ['owner', 'admin'],
  'tenant:delete': ['owner'],
  'member:read': ['owner', 'admin', 'member', 'viewer'],
  'member:write': ['owner', 'admin'],
  'owner:write': ['owner'],
  'key:read': ['owner', 'admin', 'member', 'viewer'],
  'key:write': ['owner', 'admin', 'member'],
  'budget:write': ['owner', 'admin'],
  'model:write': ['owner', 'admin'],
  'usage:read': ['owner', 'admin', 'member', 'viewer'],
  'audit:read': ['owner', 'admin'],
  'billing:read': ['owner', 'admin'],
  'billing:write': ['owner', 'admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** The same in words, for the page that shows the table. */
export const PERMISSION_TEXTS: Record<Permission, string> = {
  'tenant:read': 'See plan, limits and credit',
  'tenant:rename': 'Rename the tenant',
  'tenant:delete': 'Delete the tenant',
  'member:read': 'See members and invitations',
  'member:write': 'Invite, change and remove members',
  'owner:write': 'Make, change and remove owners',
  'key:read': 'See keys',
  'key:write': 'Create, change, rotate and revoke keys',
  'budget:write': 'Set monthly budgets and who is told',
  'model:write': 'Add, test, change and remove own models and provider keys',
  'usage:read': 'See usage and requests',
  'audit:read': 'Read the audit log',
  'billing:read': 'See the subscription and its invoices',
  'billing:write': 'Subscribe, change plan and card, cancel',
};

export function roleMay(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}
