/** Format: `sk-live-` or `sk-test-`, 43 random base62 characters (256 bits), 6 characters of checksum over all before. */
export type KeyMode = 'live' | 'test';

/** `damaged`: begins like a key, but its length, letters or checksum don't fit. `foreign`: not one of ours at all. */
export type ParsedSecret = { ok: true; mode: KeyMode } | { ok: false; reason: 'foreign' | 'damaged' };

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BODY_LENGTH = 43;
const CHECKSUM_LENGTH = 6;
const PATTERN = /^sk-(live|test)-[0-9A-Za-z]{49}$/;

/** A new secret. `randomBytes` must be cryptographically strong. */
export function generateSecret(mode: KeyMode, randomBytes: (count: number) => Uint8Array): string {
  const prefixed = `sk-${mode}-${randomBase62(BODY_LENGTH, randomBytes)}`;
  return prefixed + checksum(prefixed);
}

/** Tells a whole key from a mistyped one without any look-up. */
export function parseSecret(secret: string): ParsedSecret {
  const match = PATTERN.exec(secret);
  if (!match) return { ok: false, reason: /^sk-(live|test)-/.test(secret) ? 'damaged' : 'foreign' };
  if (checksum(secret.slice(0, -CHECKSUM_LENGTH)) !== secret.slice(-CHECKSUM_LENGTH))
    return { ok: false, reason: 'damaged' };
  return { ok: true, mode: match[1] === 'test' ? 'test' : 'live' };
}

/** The form kept for lists: `sk-live-Ab3…x9Qz`. */
export function displaySecret(secret: string): string {
  return `${secret.slice(0, 11)}…${secret.slice(-4)}`;
}

/** For error texts: at most the first 8 and the last 4 characters, and nothing of what is too short to hide. */
export function maskSecret(secret: string): string {
  if (secret.length < 20) return '***';
  return `${secret.slice(0, 8)}***${secret.slice(-4)}`;
}

function randomBase62(length: number, randomBytes: (count: number) => Uint8Array): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      // 248 = 4 × 62: bytes above would favour the first characters.
      if (byte < 248 && text.length < length) text += BASE62[byte % 62];
    }
  }
  return text;
}

function checksum(text: string): string {
  let value = crc32(text);
  let encoded = '';
  for (let position = 0; position < CHECKSUM_LENGTH; position++) {
    encoded = BASE62[value % 62] + encoded;
    value = Math.floor(value / 62);
  }
  return encoded;
}

/** CRC-32 (IEEE 802.3) of ASCII text. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let index = 0; index < text.length; index++) {
    crc ^= text.charCodeAt(index);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
