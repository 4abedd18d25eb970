'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import { signOut } from '../session/auth-call.ts';
import { switchTenant } from '../session/switch-tenant.ts';
import { Shell, type ShellProps } from './shell.tsx';

const CreateTenantDialog = dynamic(
  () => import('../tenant/create-tenant-dialog.tsx').then(({ CreateTenantDialog }) => CreateTenantDialog),
  { ssr: false },
);

/** The frame with its actions wired: switching the tenant, making one, signing out (which ends the session's row). */
export function SignedInShell(
  props: Omit<ShellProps, 'onSwitchTenant' | 'onCreateTenant' | 'onSignOut'> & { children: ReactNode },
) {
  const [creating, setCreating] = useState(false);
  const [opened, setOpened] = useState(false);
  if (creating && !opened) setOpened(true);
  return (
    <>
      <Shell
        {...props}
        onSwitchTenant={(tenantId) => {
          void switchTenant(tenantId);
        }}
        onCreateTenant={() => setCreating(true)}
        onSignOut={() => {
          void signOut('/');
        }}
      />
      {opened ? <CreateTenantDialog open={creating} onOpenChange={setCreating} /> : null}
    </>
  );
}
