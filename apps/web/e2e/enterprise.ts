import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { gridsky } from './operator-account.ts';
import { openSession, password } from './sign-up.ts';

/** Signed in as the owner of a tenant whose plan has own models. */
export async function openEnterprise(page: Page): Promise<void> {
  const tenant = await gridsky(['tenant', 'create', '--name', 'Grid Ltd', '--plan', 'enterprise']);
  const email = `grace-${randomUUID()}@example.com`;
  await gridsky(['user', 'create', '--email', email, '--tenant', String(tenant.id), '--role', 'owner'], password);
  await openSession(page, email);
}
