import 'server-only';
import {
  type AttemptWindows,
  createCodeThrottle,
  createMailThrottle,
  createSignInThrottle,
  type MailThrottle,
  type SignInThrottle,
} from '@gridsky/api/services';

// On the global object because Next bundles this module once for pages and once for route handlers.
const held = globalThis as typeof globalThis & {
  gridskySignInThrottle?: SignInThrottle;
  gridskyMailThrottle?: MailThrottle;
  gridskyCodeThrottle?: AttemptWindows;
};

/** The throttle of this process: sign-in and the admin link count into the same windows. */
export function signInThrottle(): SignInThrottle {
  held.gridskySignInThrottle ??= createSignInThrottle();
  return held.gridskySignInThrottle;
}

/** Counts the letters that strangers make this process write. */
export function mailThrottle(): MailThrottle {
  held.gridskyMailThrottle ??= createMailThrottle();
  return held.gridskyMailThrottle;
}

/** Counts second-step codes, at sign-in and in the settings. */
export function codeThrottle(): AttemptWindows {
  held.gridskyCodeThrottle ??= createCodeThrottle();
  return held.gridskyCodeThrottle;
}
