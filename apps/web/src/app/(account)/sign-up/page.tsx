import { PLANS } from '@gridsky/api/domain';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { environment } from '../../../env.ts';
import { NoMail } from '../../../features/account/no-mail.tsx';
import { ProviderButtons } from '../../../features/account/provider-buttons.tsx';
import { SignUpForm } from '../../../features/account/sign-up-form.tsx';
import { mailDelivery } from '../../../features/mail/mail-settings.server.ts';
import { dollars } from '../../../features/pricing/plan-terms.ts';
import { setProviders } from '../../../features/session/set-providers.ts';
import { signedInUser } from '../../../features/session/signed-in-user.server.ts';
import { Link } from '../../../ui/link.tsx';

export const metadata: Metadata = { title: 'Create account' };

export default async function SignUpPage() {
  if (await signedInUser()) redirect('/overview');
  const delivery = mailDelivery();
  const trial = PLANS.find((plan) => plan.id === 'trial');
  return (
    <div className="grid gap-6">
      <div className="grid gap-1">
        <h1 className="text-28 font-semibold">Create account</h1>
        {trial && delivery !== 'none' ? (
          <p className="text-ink-muted">
            {environment().trialMode === 'paid'
              ? `A trial costs ${dollars(trial.creditNano)} once and is as much credit, for ${trial.trialDays} days. Next: the trial or a plan, a key, your first vector.`
              : `Starts with ${dollars(trial.creditNano)} of credit for ${trial.trialDays} days. Next: a key and your first vector.`}
          </p>
        ) : null}
      </div>
      <ProviderButtons providers={setProviders(environment().oauth)} next="/quickstart" />
      {delivery === 'none' ? (
        <NoMail command="npm run gridsky -- user create">
          This installation sends no mail, so its operator makes the accounts.
        </NoMail>
      ) : (
        <SignUpForm delivery={delivery} />
      )}
      <p className="text-ink-muted">
        Already have one?{' '}
        <Link href="/sign-in" className="text-accent-ink underline underline-offset-4">
          Sign in
        </Link>
      </p>
    </div>
  );
}
