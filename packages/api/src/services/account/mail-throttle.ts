import { type AttemptWindows, createAttemptWindows } from './attempt-windows.ts';

/** Counts mails that strangers cause: whether the recipient has an account makes no difference. */
export type MailThrottle = AttemptWindows;

/** Bounds what a stranger can make this installation mail: 5 letters a recipient and 20 an address within an hour. */
export function createMailThrottle(): MailThrottle {
  return createAttemptWindows({ perSubject: 5, perAddress: 20, seconds: 60 * 60 });
}
