import type { Metadata } from 'next';
import { ConfirmSignUpForm } from '../../../../features/account/confirm-sign-up-form.tsx';
import { LinkGone } from '../../../../features/account/link-gone.tsx';
import { type LinkPageProps, mailedLink } from '../../../../features/account/mailed-link.server.ts';

/** The address holds a token: it must reach no other site, neither by Referer (the proxy sets that header) nor by search. */
export const metadata: Metadata = { title: 'Choose a password', robots: { index: false, follow: false } };

export default async function ConfirmSignUpPage({ searchParams }: LinkPageProps) {
  const { token, email } = await mailedLink(searchParams, 'sign_up');
  if (!email) {
    return (
      <LinkGone href="/sign-up" action="Ask for a new one">
        It was used, replaced by a newer letter, or is older than 24 hours.
      </LinkGone>
    );
  }
  return (
    <div className="grid gap-6">
      <div className="grid gap-1">
        <h1 className="text-28 font-semibold">Choose a password</h1>
        <p className="text-ink-muted">Your address is right. Next: a key and your first vector.</p>
      </div>
      <ConfirmSignUpForm token={token} email={email} />
    </div>
  );
}
