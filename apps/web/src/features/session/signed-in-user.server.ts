import 'server-only';
import { checkSession, type SignedInUser } from '@gridsky/api/services';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { decode } from 'next-auth/jwt';
import { cache } from 'react';
import { environment } from '../../env.ts';
import { database } from './database.server.ts';
import { sessionCookieName } from './session-cookie.ts';

/** Who is signed in, checked against the session's row; once a request however many components ask. */
export const signedInUser = cache(async (): Promise<SignedInUser | null> => {
  // First, so that a build renders no page of somebody signed in: settings are those of the running server.
  const jar = await cookies();
  const { authSecret, publicUrl } = environment();
  const cookie = jar.get(sessionCookieName(publicUrl))?.value;
  if (!cookie) return null;
  // A cookie of another secret or a damaged one is nobody, not an error.
  const token = await decode({ token: cookie, secret: authSecret }).catch(() => null);
  if (typeof token?.sessionId !== 'string') return null;
  return checkSession({ database: database(), now: () => new Date(), ip: null }, token.sessionId);
});

/** The same for a page that needs somebody: others are sent to sign in and come back to `path`. */
export async function requireUser(path: string): Promise<SignedInUser> {
  const user = await signedInUser();
  if (!user) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  return user;
}
