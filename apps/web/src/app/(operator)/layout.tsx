import type { ReactNode } from 'react';
import { currentTenantId } from '../../features/session/current-tenant.server.ts';
import { requireOperator } from '../../features/session/operator.server.ts';
import { SignedInShell } from '../../features/shell/signed-in-shell.tsx';
import { DataProvider } from '../../features/trpc/client.tsx';

/** The frame of the operator area. Who is no platform admin, or not signed in, finds no page here, as at any wrong address. */
export default async function OperatorLayout({ children }: { children: ReactNode }) {
  const user = await requireOperator();
  const tenantId = await currentTenantId(user);
  return (
    <DataProvider>
      <SignedInShell
        user={{ email: user.email, name: user.name }}
        tenants={user.memberships.map(({ tenantId: id, tenantName, suspended }) => ({
          id,
          name: tenantName,
          suspended,
        }))}
        tenantId={tenantId}
        role={user.memberships.find((membership) => membership.tenantId === tenantId)?.role ?? null}
        plan={null}
        operator
      >
        {children}
      </SignedInShell>
    </DataProvider>
  );
}
