import 'server-only';
import { createSignInThrottle, type SignInThrottle } from '@gridsky/api/services';

// On the global object because Next bundles this module once for pages and once for route handlers.
const held = globalThis as typeof globalThis & { gridskySignInThrottle?: SignInThrottle };

/** The throttle of this process: sign-in, sign-up and the admin link count into the same windows. */
export function signInThrottle(): SignInThrottle {
  held.gridskySignInThrottle ??= createSignInThrottle();
  return held.gridskySignInThrottle;
}
