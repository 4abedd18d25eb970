import { type AttemptWindows, createAttemptWindows } from './attempt-windows.ts';

/** Counts an attempt before the password is looked at; a correct one gives the account's attempts back. */
export type SignInThrottle = AttemptWindows;

/** Bounds guessing: 10 attempts an account and 50 an address within 15 minutes. */
export function createSignInThrottle(): SignInThrottle {
  return createAttemptWindows({ perSubject: 10, perAddress: 50, seconds: 15 * 60 });
}
