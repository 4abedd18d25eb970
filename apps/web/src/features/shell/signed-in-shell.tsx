'use client';

import { signOut } from 'next-auth/react';
import type { ReactNode } from 'react';
import { switchTenant } from '../session/switch-tenant.ts';
import { Shell, type ShellProps } from './shell.tsx';

/** The frame with its actions wired: switching the tenant, signing out (which ends the session's row). */
export function SignedInShell(props: Omit<ShellProps, 'onSwitchTenant' | 'onSignOut'> & { children: ReactNode }) {
  return (
    <Shell
      {...props}
      onSwitchTenant={(tenantId) => {
        void switchTenant(tenantId);
      }}
      onSignOut={() => {
        void signOut({ callbackUrl: '/' });
      }}
    />
  );
}
