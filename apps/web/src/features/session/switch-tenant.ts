'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { environment } from '../../env.ts';
import { tenantCookie } from './current-tenant.server.ts';
import { requireUser } from './signed-in-user.server.ts';

/** Remembers the tenant for this browser and goes to its overview. A tenant of somebody else's is ignored. */
export async function switchTenant(tenantId: string): Promise<void> {
  const user = await requireUser('/overview');
  if (user.memberships.some((membership) => membership.tenantId === tenantId)) {
    const secure = environment().publicUrl.startsWith('https:');
    (await cookies()).set(tenantCookie, tenantId, {
      httpOnly: true,
      sameSite: 'lax',
      secure,
      path: '/',
      maxAge: 365 * 86_400,
    });
  }
  redirect('/overview');
}
