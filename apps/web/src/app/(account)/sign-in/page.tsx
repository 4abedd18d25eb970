import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { SignInForm } from '../../../features/account/sign-in-form.tsx';
import { nextPath } from '../../../features/session/next-path.ts';
import { signedInUser } from '../../../features/session/signed-in-user.server.ts';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>;
}) {
  const given = await searchParams;
  const next = nextPath(given.next);
  if (await signedInUser()) redirect(next);
  return (
    <div className="grid gap-6">
      <div className="grid gap-1">
        <h1 className="text-28 font-semibold">Sign in</h1>
        {given.notice === 'password-set' ? (
          <p className="text-ink-muted">The new password is set. Sign in with it.</p>
        ) : null}
      </div>
      <SignInForm next={next} />
      <p className="text-ink-muted">
        No account yet?{' '}
        <Link href="/sign-up" className="text-accent-ink underline underline-offset-4">
          Create one
        </Link>
      </p>
    </div>
  );
}
