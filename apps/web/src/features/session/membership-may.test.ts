import { PERMISSIONS, type Permission } from '@gridsky/api/domain';
import { expect, test } from 'vitest';
import { membershipMay } from './membership-may.ts';

test('an owner of a suspended tenant may look at everything and change nothing', () => {
  for (const permission of Object.keys(PERMISSIONS) as Permission[]) {
    const looks = permission.endsWith(':read');
    expect(membershipMay({ role: 'owner', suspended: true }, permission), permission).toBe(looks);
    expect(membershipMay({ role: 'owner', suspended: false }, permission), permission).toBe(true);
  }
});
