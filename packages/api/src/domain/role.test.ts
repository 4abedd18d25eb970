import { expect, test } from 'vitest';
import { PERMISSIONS, type Permission, ROLES, roleMay } from './role.ts';

const EVERYBODY = ['owner', 'admin', 'member', 'viewer'];

test.each<[Permission, string[]]>([
  ['tenant:read', EVERYBODY],
  ['tenant:rename', ['owner', 'admin']],
  ['tenant:delete', ['owner']],
  ['member:read', EVERYBODY],
  ['member:write', ['owner', 'admin']],
  ['owner:write', ['owner']],
  ['key:read', EVERYBODY],
  ['key:write', ['owner', 'admin', 'member']],
  ['usage:read', EVERYBODY],
  ['audit:read', ['owner', 'admin']],
])('%s is for %j', (permission, roles) => {
  expect(ROLES.filter((role) => roleMay(role, permission))).toEqual(roles);
});

test('a viewer may read only, and an owner may do everything', () => {
  for (const permission of Object.keys(PERMISSIONS) as Permission[]) {
    if (!permission.endsWith(':read')) expect(roleMay('viewer', permission), permission).toBe(false);
    expect(roleMay('owner', permission), permission).toBe(true);
  }
});

test('who may do more may also do all that those below may', () => {
  for (const permission of Object.keys(PERMISSIONS) as Permission[]) {
    const allowed = ROLES.map((role) => roleMay(role, permission));
    expect(allowed, permission).toEqual([...allowed].sort((a, b) => Number(b) - Number(a)));
  }
});
