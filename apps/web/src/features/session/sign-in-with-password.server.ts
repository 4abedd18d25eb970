import 'server-only';
import { Fault } from '@gridsky/api/domain';
import {
  checkSecondFactor,
  hasSecondFactor,
  startSession,
  verifyPassword,
  verifyPasswordInput,
} from '@gridsky/api/services';
import { CODE_WANTED } from '../account/code-wanted.ts';
import { callerAddress } from './caller-address.ts';
import { reportError } from './report-error.server.ts';
import { codeThrottle, signInThrottle } from './sign-in-throttle.server.ts';
import { systemContext } from './system-context.server.ts';

/** The id of a new session. Throws an Error whose message is shown to the person. */
export async function signInWithPassword(credentials: unknown, headers: Headers): Promise<string> {
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
