'use client';

import { signOut } from 'next-auth/react';
import { type ReactNode, useState } from 'react';
import { switchTenant } from '../session/switch-tenant.ts';
import { CreateTenantDialog } from '../tenant/create-tenant-dialog.tsx';
import { Shell, type ShellProps } from './shell.tsx';

/** The frame with its actions wired: switching the tenant, making one, signing out (which ends the session's row). */
export function SignedInShell(
  props: Omit<ShellProps, 'onSwitchTenant' | 'onCreateTenant' | 'onSignOut'> & { children: ReactNode },
) {
  const [creating, setCreating] = useState(false);
  return (
    <>
      <Shell
        {...props}
        onSwitchTenant={(tenantId) => {
          void switchTenant(tenantId);
        }}
        onCreateTenant={() => setCreating(true)}
        onSignOut={() => {
          void signOut({ callbackUrl: '/' });
        }}
      />
      <CreateTenantDialog open={creating} onOpenChange={setCreating} />
    </>
  );
}
