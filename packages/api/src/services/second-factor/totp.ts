import { createHmac, timingSafeEqual } from 'node:crypto';

const STEP_MS = 30_000;
const DIGITS = 6;
/** Steps before and after the present one that are taken too, for clocks that are a little off (RFC 6238, 5.2). */
const SKEW_STEPS = 1;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code of a 30-second step: RFC 6238 with HMAC-SHA-1 and 6 digits, which every authenticator speaks. */
export function totpCode(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest[digest.length - 1] ?? 0) & 0xf;
  const value = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(value % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** The step whose code this is, at `now` or one step beside it; null when it is none's. */
export function totpStep(secret: Uint8Array, code: string, now: Date): number | null {
  const present = Math.floor(now.getTime() / STEP_MS);
  let found: number | null = null;
  // All are compared, so that the time doesn't tell which one it was.
  for (let step = present - SKEW_STEPS; step <= present + SKEW_STEPS; step++) {
    const right = Buffer.from(totpCode(secret, step));
    const given = Buffer.from(code);
    if (right.length === given.length && timingSafeEqual(right, given)) found = step;
  }
  return found;
}

/** What an authenticator scans. */
export function totpUri(secret: Uint8Array, account: { issuer: string; email: string }): string {
  const label = `${encodeURIComponent(account.issuer)}:${encodeURIComponent(account.email)}`;
  const parameters = new URLSearchParams({ secret: base32(secret), issuer: account.issuer });
  return `otpauth://totp/${label}?${parameters}`;
}

/** RFC 4648 without padding. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let value = 0;
  let bits = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32[(value >>> bits) & 31];
    }
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? text + BASE32[(value << (5 - bits)) & 31] : text;
}
