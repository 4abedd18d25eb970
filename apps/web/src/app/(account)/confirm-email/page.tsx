import type { Metadata } from 'next';
import { ConfirmEmailForm } from '../../../features/account/confirm-email-form.tsx';
import { LinkGone } from '../../../features/account/link-gone.tsx';
import { type LinkPageProps, mailedLink } from '../../../features/account/mailed-link.server.ts';

/** The address holds a token: it must reach no other site, neither by Referer (the proxy sets that header) nor by search. */
export const metadata: Metadata = { title: 'Confirm your address', robots: { index: false, follow: false } };

export default async function ConfirmEmailPage({ searchParams }: LinkPageProps) {
  const { token, email } = await mailedLink(searchParams, 'confirm_email');
  if (!email) {
    return (
      <LinkGone href="/settings" action="Ask for a new one in the settings">
        It was used, replaced by a newer letter, or is older than 24 hours.
      </LinkGone>
    );
  }
  return (
    <div className="grid gap-6">
      <div className="grid gap-1">
        <h1 className="text-28 font-semibold">Confirm your address</h1>
        <p className="text-ink-muted">
          Mail to <span className="font-medium wrap-anywhere text-ink">{email}</span> reaches you.
        </p>
      </div>
      <ConfirmEmailForm token={token} />
    </div>
  );
}
