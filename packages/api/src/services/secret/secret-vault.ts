import { randomBytes } from 'node:crypto';
import { decrypt, encrypt, type KeyEncryption } from './key-encryption.ts';

/** Whose secret it is; bound into both layers of the envelope. */
export type SecretOwner = {
  /** Null: the operator. */
  tenantId: string | null;
  /** The connection or model that it opens. */
  ownerId: string;
  version: number;
};

export type Envelope = {
  keyId: string;
  wrappedKey: Uint8Array<ArrayBuffer>;
  sealed: Uint8Array<ArrayBuffer>;
};

/** Seals and opens other people's secrets: AES-256-GCM under a data key each, which the key-encryption key wraps. */
export type SecretVault = {
  seal(secret: string, owner: SecretOwner): Promise<Envelope>;
  /** Throws an Error when anything differs from the sealing: a byte, the tenant, the owner, the version. */
  open(envelope: Envelope, owner: SecretOwner): Promise<string>;
  /** The same secret with its data key under the newest key-encryption key; null: it is already. */
  rewrap(envelope: Envelope, owner: SecretOwner): Promise<Envelope | null>;
};

export function createSecretVault(keys: KeyEncryption): SecretVault {
  return {
    async seal(secret, owner) {
      const dataKey = randomBytes(32);
      const sealed = encrypt(dataKey, Buffer.from(secret, 'utf8'), contextOf(owner));
      const { keyId, wrapped } = await keys.wrap(dataKey, contextOf(owner));
      dataKey.fill(0);
      return { keyId, wrappedKey: wrapped, sealed };
    },
    async open({ keyId, wrappedKey, sealed }, owner) {
      const dataKey = await keys.unwrap(keyId, wrappedKey, contextOf(owner));
      const secret = Buffer.from(decrypt(dataKey, sealed, contextOf(owner))).toString('utf8');
      dataKey.fill(0);
      return secret;
    },
    async rewrap({ keyId, wrappedKey, sealed }, owner) {
      if (keyId === (await keys.currentKeyId())) return null;
      const dataKey = await keys.unwrap(keyId, wrappedKey, contextOf(owner));
      const { keyId: newId, wrapped } = await keys.wrap(dataKey, contextOf(owner));
      dataKey.fill(0);
      return { keyId: newId, wrappedKey: wrapped, sealed };
    },
  };
}

function contextOf({ tenantId, ownerId, version }: SecretOwner): string {
  return `gridsky secret 1 · ${tenantId ?? 'operator'} · ${ownerId} · ${version}`;
}
