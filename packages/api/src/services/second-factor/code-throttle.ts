import { type AttemptWindows, createAttemptWindows } from '../account/attempt-windows.ts';

/** Bounds guessing codes by who has the password: 5 attempts an account and 30 an address within 15 minutes. */
export function createCodeThrottle(): AttemptWindows {
  return createAttemptWindows({ perSubject: 5, perAddress: 30, seconds: 15 * 60 });
}
