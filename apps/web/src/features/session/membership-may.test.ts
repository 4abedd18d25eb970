import { PERMISSIONS, type Permission } from '@gridsky/api/domain';
import { expect, test } from 'vitest';
import { membershipMay, whyNot } from './membership-may.ts';

test('an owner of a suspended tenant may look at everything and change nothing', () => {
  for (const permission of Object.keys(PERMISSIONS) as Permission[]) {
    const looks = permission.endsWith(':read');
    expect(membershipMay({ role: 'owner', suspended: true }, permission), permission).toBe(looks);
    expect(membershipMay({ role: 'owner', suspended: false }, permission), permission).toBe(true);
  }
});

test('the reason is the role first, then the suspension; who may has none', () => {
  expect(whyNot({ role: 'viewer', suspended: true }, 'tenant:rename', 'rename it')).toBe(
    'Your role (viewer) may not rename it. Ask an owner or admin.',
  );
  expect(whyNot({ role: 'admin', suspended: true }, 'tenant:rename', 'rename it')).toContain('suspended');
  expect(whyNot({ role: 'admin', suspended: false }, 'tenant:rename', 'rename it')).toBeNull();
});
