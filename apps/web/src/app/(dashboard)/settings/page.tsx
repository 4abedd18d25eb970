import { roleMay } from '@gridsky/api/domain';
import type { Metadata } from 'next';
import { mailDelivery } from '../../../features/mail/mail-settings.server.ts';
import { serverCaller } from '../../../features/session/api-context.server.ts';
import { currentMembership } from '../../../features/session/current-membership.server.ts';
import { whyNot } from '../../../features/session/membership-may.ts';
import { requireUser } from '../../../features/session/signed-in-user.server.ts';
import { AccountActions } from '../../../features/settings/account-actions.tsx';
import { AccountEmail } from '../../../features/settings/account-email.tsx';
import { Identities } from '../../../features/settings/identities.tsx';
import { PlanLimits } from '../../../features/settings/plan-limits.tsx';
import { SecondFactor } from '../../../features/settings/second-factor.tsx';
import { Sessions } from '../../../features/settings/sessions.tsx';
import { TenantNameForm } from '../../../features/settings/tenant-name-form.tsx';
import { DeleteTenant } from '../../../features/tenant/delete-tenant.tsx';
import { Card } from '../../../ui/card.tsx';
import { KeyValue } from '../../../ui/key-value.tsx';
import { Link } from '../../../ui/link.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const user = await requireUser('/settings');
  const membership = await currentMembership(user);
  const caller = await serverCaller();
  const [tenant, secondFactor, sessions, identities] = await Promise.all([
    membership ? caller.tenant.get() : null,
    caller.secondFactor.get(),
    caller.account.sessions().catch(() => undefined),
    caller.account.identities(),
  ]);
  return (
    <>
      <PageHeader title="Settings" description="The tenant’s name, your account, and where you are signed in." />
      <div className="grid items-start gap-4 md:grid-cols-2">
        <div className="grid gap-4">
          {tenant && membership ? (
            <Card title="Tenant">
              <TenantNameForm name={tenant.name} whyNot={whyNot(membership, 'tenant:rename', 'rename it')} />
            </Card>
          ) : null}
          <Card title="My account">
            <KeyValue
              items={[
                { name: 'E-mail', value: <AccountEmail email={user.email} verified={user.emailVerified} /> },
                ...(membership
                  ? [
                      {
                        name: 'Role',
                        value: (
                          <span className="wrap-anywhere">{`${membership.role} of ${membership.tenantName}`}</span>
                        ),
                      },
                    ]
                  : []),
                ...(user.platformAdmin ? [{ name: 'Platform', value: 'admin' }] : []),
              ]}
            />
            {user.hasPassword ? (
              <div className="flex flex-wrap gap-2 pt-4">
                <AccountActions email={user.email} mayChangeEmail={mailDelivery() !== 'none'} />
              </div>
            ) : (
              <p className="pt-4 text-13 text-ink-muted">
                You sign in with another service and have no password here.{' '}
                <Link href="/forgot-password" className="text-accent-ink underline underline-offset-4">
                  Set one by mail
                </Link>{' '}
                to change your address or add an authenticator.
              </p>
            )}
          </Card>
          {identities.length > 0 ? (
            <Card title="Connected services" description="Accounts elsewhere that open this one." flush>
              <div className="px-4">
                <Identities identities={identities} hasPassword={user.hasPassword} />
              </div>
            </Card>
          ) : null}
          {user.hasPassword ? (
            <Card
              title="Second step"
              description="A code from your phone when you sign in: a stolen password alone opens nothing."
            >
              <SecondFactor initial={secondFactor} />
            </Card>
          ) : null}
          <Card
            title="Sessions"
            description="Browsers that are signed in with your account. End those that you don’t know."
            flush
          >
            <Sessions initialSessions={sessions} initialNow={new Date()} />
          </Card>
        </div>
        <div className="grid gap-4">
          {tenant ? <PlanLimits tenant={tenant} /> : null}
          {tenant && membership && roleMay(membership.role, 'tenant:delete') ? (
            <div id="delete">
              <Card title="Delete tenant">
                <DeleteTenant tenant={tenant} whyNot={whyNot(membership, 'tenant:delete', 'delete it')} />
              </Card>
            </div>
          ) : null}
        </div>
      </div>
    </>
  );
}
