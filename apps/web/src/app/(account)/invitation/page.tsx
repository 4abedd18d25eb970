import { readInvitation } from '@gridsky/api/services';
import type { Metadata } from 'next';
import { database } from '../../../features/session/database.server.ts';
import { signedInUser } from '../../../features/session/signed-in-user.server.ts';
import { AcceptAsNewForm } from '../../../features/team/accept-as-new-form.tsx';
import { AcceptButton } from '../../../features/team/accept-button.tsx';
import { SignOutButton } from '../../../features/team/sign-out-button.tsx';
import { Button } from '../../../ui/button.tsx';
import { Link } from '../../../ui/link.tsx';

/** The address holds a token: it must reach no other site, neither by Referer (the proxy sets that header) nor by search. */
export const metadata: Metadata = { title: 'Invitation', robots: { index: false, follow: false } };

export default async function InvitationPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>;
}) {
  const { token } = await searchParams;
  const given = typeof token === 'string' ? token : '';
  const [invitation, user] = await Promise.all([
    readInvitation({ database: database(), now: () => new Date() }, { token: given }),
    signedInUser(),
  ]);
  if (!invitation) {
    return (
      <div className="grid justify-items-start gap-2">
        <h1 className="text-28 font-semibold">This invitation can’t be used</h1>
        <p className="text-ink-muted">
          It was accepted, taken back, replaced by a newer letter, or is older than 7 days. Ask whoever invited you for
          a new one.
        </p>
        <Button asChild size="lg" className="mt-4">
          {user ? <Link href="/overview">Go to Overview</Link> : <Link href="/sign-in">Sign in</Link>}
        </Button>
      </div>
    );
  }
  const { tenantName, role, email, invitedBy, hasAccount } = invitation;
  const here = `/invitation?token=${encodeURIComponent(given)}`;
  return (
    <div className="grid gap-6">
      <div className="grid gap-1">
        <h1 className="text-28 font-semibold wrap-anywhere">Join {tenantName}</h1>
        <p className="text-ink-muted wrap-anywhere">
          {invitedBy ?? 'The operator'} invites {email}, with the role {role}.
        </p>
      </div>
      {user?.email === email ? (
        <AcceptButton token={given} tenantName={tenantName} />
      ) : user ? (
        <div className="grid gap-3">
          <p className="wrap-anywhere">
            You are signed in as {user.email}. The invitation is for {email}: sign out, and open the link again.
          </p>
          <SignOutButton next={here} />
        </div>
      ) : hasAccount ? (
        <Button asChild variant="primary" size="lg">
          <Link href={`/sign-in?next=${encodeURIComponent(here)}`}>Sign in to accept</Link>
        </Button>
      ) : (
        <AcceptAsNewForm token={given} email={email} />
      )}
    </div>
  );
}
