import 'server-only';
import { Fault } from '@gridsky/api/domain';
import { endSession } from '@gridsky/api/services';
import type { NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { environment } from '../../env.ts';
import { oauthProviders } from './oauth-providers.server.ts';
import { signInWithPassword } from './sign-in-with-password.server.ts';
import { signInWithProvider } from './sign-in-with-provider.server.ts';
import { systemContext } from './system-context.server.ts';

const sessionSeconds = 30 * 86_400;

/**
 * Sign-in by e-mail and password, or by another service. The cookie is an encrypted token that carries only the id of a session row;
 * the row is looked up on every request, so ending it signs the browser out at once.
 */
export function signInOptions(): NextAuthOptions {
  const { authSecret, publicUrl, oauth } = environment();
  return {
    secret: authSecret,
    useSecureCookies: publicUrl.startsWith('https:'),
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    pages: { signIn: '/sign-in', signOut: '/', error: '/sign-in' },
    providers: [
      Credentials({
        credentials: {
          email: { label: 'E-mail' },
          password: { label: 'Password', type: 'password' },
          code: { label: 'Code' },
        },
        authorize: async (credentials, request) => {
          const headers = new Headers(request.headers as Record<string, string>);
          return { id: await signInWithPassword(credentials, headers) };
        },
      }),
      ...oauthProviders(oauth),
    ],
    callbacks: {
      // Of another service: who that is here, and whether they may come in.
      signIn: ({ user, account, profile }) =>
        account?.type === 'oauth' ? signInWithProvider(user, account, profile) : true,
      jwt: ({ token, user }) => (user ? { sessionId: user.id } : token),
      // The browser needs nothing of the token: pages get the user from the server.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: { signOut: ({ token }) => signOut(token.sessionId) },
  };
}

async function signOut(sessionId: unknown): Promise<void> {
  if (typeof sessionId !== 'string') return;
  const context = systemContext(null);
  const row = await context.database.system.session.findUnique({ where: { id: sessionId }, select: { userId: true } });
  if (!row) return;
  const ending = endSession(
    { ...context, actor: { type: 'user', userId: row.userId } },
    { userId: row.userId, sessionId },
  );
  // Ended already, from another browser: there is nothing left to do.
  await ending.catch((error) => {
    if (!(error instanceof Fault && error.code === 'not_found')) throw error;
  });
}
