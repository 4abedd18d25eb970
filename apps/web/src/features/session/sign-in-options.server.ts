import 'server-only';
import { Fault } from '@gridsky/api/domain';
import {
  checkSecondFactor,
  endSession,
  hasSecondFactor,
  type MailContext,
  startSession,
  verifyPassword,
  verifyPasswordInput,
} from '@gridsky/api/services';
import type { NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { environment } from '../../env.ts';
import { CODE_WANTED } from '../account/code-wanted.ts';
import { mailSettings } from '../mail/mail-settings.server.ts';
import { callerAddress } from './caller-address.ts';
import { database } from './database.server.ts';
import { reportError } from './report-error.server.ts';
import { codeThrottle, signInThrottle } from './sign-in-throttle.server.ts';

const sessionSeconds = 30 * 86_400;

/**
 * Sign-in by e-mail and password. The cookie is an encrypted token that carries only the id of a session row;
 * the row is looked up on every request, so ending it signs the browser out at once.
 */
export function signInOptions(): NextAuthOptions {
  const { authSecret, publicUrl } = environment();
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
          return { id: await signIn(credentials, headers) };
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sessionId: user.id } : token),
      // The browser needs nothing of the token: pages get the user from the server.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: { signOut: ({ token }) => signOut(token.sessionId) },
  };
}

/** The id of a new session. Throws an Error whose message is shown to the person. */
async function signIn(credentials: unknown, headers: Headers): Promise<string> {
  const context = systemContext(callerAddress(headers));
  try {
    const input = verifyPasswordInput.safeParse(credentials);
    if (!input.success) throw new Fault('invalid', 'Enter your e-mail address and your password.');
    const { userId } = await verifyPassword(context, signInThrottle(), input.data);
    if (await hasSecondFactor(context, userId)) {
      const code = codeOf(credentials);
      // Not a failure: the form asks for the code and comes again with everything.
      if (!code) throw new Fault('unauthenticated', CODE_WANTED);
      await checkSecondFactor(context, codeThrottle(), { userId, code });
    }
    const { sessionId } = await startSession(context, { userId, userAgent: headers.get('user-agent') });
    return sessionId;
  } catch (error) {
    if (error instanceof Fault) throw new Error(error.message);
    reportError(error, 'sign-in');
    throw new Error('Signing in failed on our side. Try again in a minute.');
  }
}

function codeOf(credentials: unknown): string {
  const code = (credentials as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code.trim().slice(0, 40) : '';
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

function systemContext(ip: string | null): MailContext {
  return { database: database(), actor: { type: 'system' }, now: () => new Date(), ip, mail: mailSettings() };
}
