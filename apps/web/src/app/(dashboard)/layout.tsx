import type { ReactNode } from 'react';
import { PaymentBanner } from '../../features/billing/payment-banner.tsx';
import { serverCaller } from '../../features/session/api-context.server.ts';
import { currentTenantId } from '../../features/session/current-tenant.server.ts';
import { requestedPath } from '../../features/session/requested-path.server.ts';
import { requireUser } from '../../features/session/signed-in-user.server.ts';
import { shellPlan } from '../../features/shell/shell-plan.ts';
import { SignedInShell } from '../../features/shell/signed-in-shell.tsx';
import { DeletionBanner } from '../../features/tenant/deletion-banner.tsx';
import { SuspensionBanner } from '../../features/tenant/suspension-banner.tsx';
import { TrialBanner } from '../../features/trial/trial-banner.tsx';
import { DataProvider } from '../../features/trpc/client.tsx';

/** The frame around every page that needs an account. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const user = await requireUser(await requestedPath());
  const tenantId = await currentTenantId(user);
  const tenant = tenantId ? await (await serverCaller()).tenant.get() : null;
  return (
    // Keyed by tenant: what was cached of one must never show under another.
    <DataProvider key={tenantId}>
      <SignedInShell
        user={{ email: user.email, name: user.name }}
        tenants={user.memberships.map(({ tenantId: id, tenantName, suspended }) => ({
          id,
          name: tenantName,
          suspended,
        }))}
        tenantId={tenantId}
        role={user.memberships.find((membership) => membership.tenantId === tenantId)?.role ?? null}
        plan={tenant ? shellPlan(tenant) : null}
        operator={user.platformAdmin}
      >
        {tenant?.suspended ? <SuspensionBanner /> : null}
        {tenant?.deletionDueAt ? <DeletionBanner dueAt={tenant.deletionDueAt} /> : null}
        {tenant?.paymentMissing ? (
          <PaymentBanner graceEndsAt={tenant.paymentMissing.graceEndsAt} now={new Date()} />
        ) : null}
        {tenant?.plan.metered ? <TrialBanner tenant={tenant} renderedAt={new Date()} /> : null}
        {children}
      </SignedInShell>
    </DataProvider>
  );
}
