import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Fault } from '../../domain/fault.ts';

/** What wraps the data keys of sealed secrets: a local key here, or a service that keeps its key to itself. */
export type KeyEncryption = {
  /** Wraps a data key under the newest key; `context` is needed to unwrap it. */
  wrap(dataKey: Uint8Array, context: string): Promise<{ keyId: string; wrapped: Uint8Array<ArrayBuffer> }>;
  /** Throws an Error when the key is unknown, the bytes were changed or the context is another. */
  unwrap(keyId: string, wrapped: Uint8Array, context: string): Promise<Uint8Array>;
  /** Id of the key under which `wrap` works now. */
  currentKeyId(): Promise<string>;
};

/** A key-encryption key of this installation: 32 bytes and the name under which rows refer to it. */
export type EncryptionKey = { id: string; key: Uint8Array };

/** Newest first. `fresh`: not from any memory, as a key was asked for that the last reading had not. */
export type KeySource = (fresh: boolean) => Promise<readonly EncryptionKey[]>;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM under keys that this process may hold. Keys that came after its start are read when the first row names them. */
export function localKeyEncryption(source: KeySource): KeyEncryption {
  const newest = async () => {
    // Not from memory: a process that has run for long must not seal under a key that was replaced.
    const [first] = await source(true);
    if (!first) {
      throw new Fault(
        'conflict',
        'This installation has no key to seal secrets with. Its operator sets SECRETS_KEYS_FILE, SECRETS_KEYS or SECRETS_KEYS_COMMAND.',
      );
    }
    return first;
  };
  const find = async (id: string) => {
    const known =
      (await source(false)).find((one) => one.id === id) ?? (await source(true)).find((one) => one.id === id);
    if (!known) throw new Error(`The key-encryption key ${id} is not among the keys of this process.`);
    return known.key;
  };
  return {
    async wrap(dataKey, context) {
      const { id, key } = await newest();
      return { keyId: id, wrapped: encrypt(key, dataKey, context) };
    },
    unwrap: async (keyId, wrapped, context) => decrypt(await find(keyId), wrapped, context),
    currentKeyId: async () => (await source(false))[0]?.id ?? (await newest()).id,
  };
}

/** AES-256-GCM with a nonce of its own. Form: nonce, ciphertext, tag. */
export function encrypt(key: Uint8Array, plain: Uint8Array, context: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return new Uint8Array(Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
}

/** Undoes `encrypt`; throws an Error unless key, bytes and context are those of then. */
export function decrypt(key: Uint8Array, sealed: Uint8Array, context: string): Uint8Array {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new Error('not a sealed value');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}
