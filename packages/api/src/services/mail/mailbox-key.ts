import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * What opens the development mailbox: only who can read this installation's secret, or the terminal in which it was
 * started, knows it. Letters hold links that sign people in, so being on the same machine is not enough.
 */
export function mailboxKey(authSecret: string): string {
  return createHmac('sha256', authSecret).update('gridsky development mailbox').digest('base64url');
}

export function mailboxOpens(authSecret: string, key: string): boolean {
  const [right, given] = [Buffer.from(mailboxKey(authSecret)), Buffer.from(key)];
  return right.length === given.length && timingSafeEqual(right, given);
}

/**
 * Whether letters wait in the development mailbox: without a mail server, and only on an installation whose own address
 * is this machine. A dashboard that others reach shows letters to nobody.
 */
export function hasMailbox(settings: { smtpUrl: string | undefined; publicUrl: string }): boolean {
  const { hostname } = new URL(settings.publicUrl);
  const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
  return !settings.smtpUrl && loopback;
}
