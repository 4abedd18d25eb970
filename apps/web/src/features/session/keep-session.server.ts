import 'server-only';
import type { NewSession } from '@gridsky/api/services';
import { cookies } from 'next/headers';
import { encode } from 'next-auth/jwt';
import { environment } from '../../env.ts';
import { sessionCookieName } from './session-cookie.ts';

/** Gives this browser the cookie of a new session, made like the one that signing in gives. */
export async function keepSession({ sessionId, expiresAt }: NewSession): Promise<void> {
  const { authSecret, publicUrl } = environment();
  const maxAge = Math.floor((expiresAt.getTime() - Date.now()) / 1000);
  const value = await encode({ token: { sessionId }, secret: authSecret, maxAge });
  (await cookies()).set(sessionCookieName(publicUrl), value, {
    httpOnly: true,
    sameSite: 'lax',
    secure: publicUrl.startsWith('https:'),
    path: '/',
    maxAge,
  });
}
