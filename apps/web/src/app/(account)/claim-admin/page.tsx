import type { Metadata } from 'next';
import Link from 'next/link';
import { ClaimAdminForm } from '../../../features/account/claim-admin-form.tsx';

export const metadata: Metadata = { title: 'First admin account', referrer: 'no-referrer' };

export default async function ClaimAdminPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>;
}) {
  const { token } = await searchParams;
  return (
    <div className="grid gap-6">
      <div className="grid gap-1">
        <h1 className="text-28 font-semibold">First admin account</h1>
        <p className="text-ink-muted">
          It looks after this platform: tenants, plans, models. The link that brought you here works once, for 24 hours.
        </p>
      </div>
      {typeof token === 'string' && token ? (
        <ClaimAdminForm token={token} />
      ) : (
        <p>The address has no token. Open the link exactly as the start command printed it.</p>
      )}
      <p className="text-ink-muted">
        Made it already?{' '}
        <Link href="/sign-in" className="text-accent-ink underline underline-offset-4">
          Sign in
        </Link>
      </p>
    </div>
  );
}
