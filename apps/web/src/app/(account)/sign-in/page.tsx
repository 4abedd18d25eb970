import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { environment } from '../../../env.ts';
import { ProviderButtons } from '../../../features/account/provider-buttons.tsx';
import { SignInForm } from '../../../features/account/sign-in-form.tsx';
import { signInNotice } from '../../../features/account/sign-in-notice.ts';
import { nextPath } from '../../../features/session/next-path.ts';
import { setProviders } from '../../../features/session/set-providers.ts';
import { signedInUser } from '../../../features/session/signed-in-user.server.ts';
import { FormError } from '../../../ui/form-error.tsx';
import { Link } from '../../../ui/link.tsx';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>;
}) {
  const given = await searchParams;
  const next = nextPath(given.next);
  const notice = signInNotice(given.notice, given.error);
  if (await signedInUser()) redirect(next);
  return (
    <div className="grid gap-6">
      <div className="grid gap-1">
        <h1 className="text-28 font-semibold">Sign in</h1>
        {notice && !notice.refused ? <p className="text-ink-muted">{notice.text}</p> : null}
      </div>
      {notice?.refused ? <FormError message={notice.text} /> : null}
      <ProviderButtons providers={setProviders(environment().oauth)} next={next} />
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
