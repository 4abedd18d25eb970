import type { Metadata } from 'next';
import { ChangeEmailForm } from '../../../features/account/change-email-form.tsx';
import { LinkGone } from '../../../features/account/link-gone.tsx';
import { type LinkPageProps, mailedLink } from '../../../features/account/mailed-link.server.ts';

/** The address holds a token: it must reach no other site, neither by Referer (the proxy sets that header) nor by search. */
export const metadata: Metadata = { title: 'Use your new address', robots: { index: false, follow: false } };

export default async function ChangeEmailPage({ searchParams }: LinkPageProps) {
  const { token, email } = await mailedLink(searchParams, 'change_email');
  if (!email) {
    return (
      <LinkGone href="/settings" action="Ask for a new one in the settings">
        It was used, replaced by a newer letter, or is older than an hour.
      </LinkGone>
    );
  }
  return (
    <div className="grid gap-6">
      <div className="grid gap-1">
        <h1 className="text-28 font-semibold">Use your new address</h1>
        <p className="text-ink-muted">
          Your account moves to <span className="font-medium wrap-anywhere text-ink">{email}</span>.
        </p>
      </div>
      <ChangeEmailForm token={token} email={email} />
    </div>
  );
}
