import type { Metadata } from 'next';
import { LinkGone } from '../../../features/account/link-gone.tsx';
import { type LinkPageProps, mailedLink } from '../../../features/account/mailed-link.server.ts';
import { ResetPasswordForm } from '../../../features/account/reset-password-form.tsx';

/** The address holds a token: it must reach no other site, neither by Referer (the proxy sets that header) nor by search. */
export const metadata: Metadata = { title: 'Set a new password', robots: { index: false, follow: false } };

export default async function ResetPasswordPage({ searchParams }: LinkPageProps) {
  const { token, email } = await mailedLink(searchParams, 'reset_password');
  if (!email) {
    return (
      <LinkGone href="/forgot-password" action="Ask for a new one">
        It was used, replaced by a newer letter, or is older than 30 minutes.
      </LinkGone>
    );
  }
  return (
    <div className="grid gap-6">
      <div className="grid gap-1">
        <h1 className="text-28 font-semibold">Set a new password</h1>
        <p className="text-ink-muted">All browsers that are signed in are signed out then.</p>
      </div>
      <ResetPasswordForm token={token} email={email} />
    </div>
  );
}
