import { checkAdminLink } from '@gridsky/api/services';
import type { Metadata } from 'next';
import { ClaimAdminForm } from '../../../features/operator/claim-admin-form.tsx';
import { database } from '../../../features/session/database.server.ts';
import { Link } from '../../../ui/link.tsx';

/** The address holds a token: it must reach no other site, neither by Referer (the proxy sets that header) nor by search. */
export const metadata: Metadata = { title: 'First admin', robots: { index: false, follow: false } };

export default async function ClaimAdminPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>;
}) {
  const { token } = await searchParams;
  const given = typeof token === 'string' ? token : '';
  const link = await checkAdminLink({ database: database(), now: () => new Date(), ip: null }, { token: given });
  if (link.open) {
    return (
      <div className="grid gap-6">
        <div className="grid gap-1">
          <h1 className="text-28 font-semibold">First admin</h1>
          <p className="text-ink-muted">
            This account runs the platform: tenants, plans and models. The link works once.
          </p>
        </div>
        <ClaimAdminForm token={given} />
      </div>
    );
  }
  return (
    <div className="grid gap-2">
      <h1 className="text-28 font-semibold">This link can’t be used</h1>
      {link.adminExists ? (
        <p className="text-ink-muted">
          The platform has its admin already.{' '}
          <Link href="/sign-in" className="text-accent-ink underline underline-offset-4">
            Sign in
          </Link>{' '}
          with that account; if its password is lost, set a new one with{' '}
          <code className="text-13">npm run gridsky -- user set-password</code>.
        </p>
      ) : (
        <p className="text-ink-muted">
          It is incomplete or expired: start the platform again with <code className="text-13">npm start</code> and open
          the link that it prints.
        </p>
      )}
    </div>
  );
}
