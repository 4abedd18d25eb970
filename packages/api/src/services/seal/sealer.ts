import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts what must be read again later: letters with links, second-factor secrets. */
export type Sealer = {
  /** `label` says what is sealed and for whom; the same label is needed to open it, so one row's bytes are worth nothing in another's. */
  seal(text: string, label: string): Uint8Array<ArrayBuffer>;
  /** Throws an Error when the bytes were changed, belong to another label or were sealed under another secret. */
  open(sealed: Uint8Array, label: string): string;
};

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM under a key derived from the installation's AUTH_SECRET by HKDF. Form: version, nonce, ciphertext, tag. */
export function createSealer(authSecret: string): Sealer {
  const key = new Uint8Array(hkdfSync('sha256', authSecret, '', 'gridsky sealed values 1', 32));
  return {
    seal(text, label) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(label));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return new Uint8Array(Buffer.concat([Buffer.of(VERSION), nonce, body, cipher.getAuthTag()]));
    },
    open(sealed, label) {
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== VERSION || bytes.length < 1 + NONCE_BYTES + TAG_BYTES) throw new Error('not a sealed value');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(label)).setAuthTag(bytes.subarray(-TAG_BYTES));
      const body = bytes.subarray(1 + NONCE_BYTES, -TAG_BYTES);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    },
  };
}
