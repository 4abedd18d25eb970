import type { Metadata } from 'next';
import { ForgotPasswordForm } from '../../../features/account/forgot-password-form.tsx';
import { NoMail } from '../../../features/account/no-mail.tsx';
import { mailDelivery } from '../../../features/mail/mail-settings.server.ts';
import { Link } from '../../../ui/link.tsx';

export const metadata: Metadata = { title: 'Forgot password' };

// Whether mail leaves is a setting of the running server, not of the build.
export const dynamic = 'force-dynamic';

export default function ForgotPasswordPage() {
  const delivery = mailDelivery();
  return (
    <div className="grid gap-6">
      <div className="grid gap-1">
        <h1 className="text-28 font-semibold">Forgot password</h1>
        {delivery === 'none' ? null : (
          <p className="text-ink-muted">We mail you a link with which you set a new one.</p>
        )}
      </div>
      {delivery === 'none' ? (
        <NoMail command="npm run gridsky -- user set-password">
          This installation sends no mail. Its operator can set a new password for you.
        </NoMail>
      ) : (
        <ForgotPasswordForm delivery={delivery} />
      )}
      <p className="text-ink-muted">
        It came back to you?{' '}
        <Link href="/sign-in" className="text-accent-ink underline underline-offset-4">
          Sign in
        </Link>
      </p>
    </div>
  );
}
