import 'server-only';
import { Fault } from '@gridsky/api/domain';
import { hasSecondFactor, identityInput, signInWithIdentity, startSession } from '@gridsky/api/services';
import { headers } from 'next/headers';
import type { Account, Profile, User } from 'next-auth';
import { callerAddress } from './caller-address.ts';
import type { ProviderProfile } from './oauth-providers.server.ts';
import { reportError } from './report-error.server.ts';
import { systemContext } from './system-context.server.ts';

/**
 * Lets in whom another service has named: true, with the new session's id as the user's; else the path of the sign-in page
 * with the reason.
 */
export async function signInWithProvider(
  user: User,
  account: Account,
  profile: Profile | undefined,
): Promise<true | string> {
  const given = await headers();
  const context = systemContext(callerAddress(given));
  try {
    const identity = identityInput.parse({ ...readProfile(profile), provider: account.provider });
    const { userId } = await signInWithIdentity(context, identity);
    // The service vouches for its own sign-in, not for the second step that the user asked for here.
    if (await hasSecondFactor(context, userId)) return '/sign-in?notice=second-step';
    const { sessionId } = await startSession(context, { userId, userAgent: given.get('user-agent') });
    user.id = sessionId;
    return true;
  } catch (error) {
    if (error instanceof Fault) return `/sign-in?notice=${error.param ?? 'suspended'}`;
    reportError(error, 'sign-in');
    return '/sign-in?notice=failed';
  }
}

/** GitHub's is brought into this form already; Google's are the claims of its signed token. */
function readProfile(profile: Profile | undefined): ProviderProfile {
  const read = (profile ?? {}) as Partial<ProviderProfile> & { sub?: string; email_verified?: boolean };
  return {
    subject: read.subject ?? read.sub ?? '',
    email: read.email ?? null,
    emailVerified: read.emailVerified === true || read.email_verified === true,
    name: read.name ?? '',
  };
}
