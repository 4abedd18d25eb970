import type { Prisma } from '@gridsky/db';
import type { SecretVault } from './secret-vault.ts';

type Transaction = Pick<Prisma.TransactionClient, '$queryRaw' | '$executeRaw'>;

/**
 * Seals a secret for its owner, in place of the one before. Works with the app role, which can't read what it writes. To be called in the
 * transaction that changes the owner, whose row is locked: two new secrets can't take one version.
 */
export async function storeSecret(
  tx: Transaction,
  vault: SecretVault,
  { tenantId, ownerId }: { tenantId: string | null; ownerId: string },
  secret: string,
  now: Date,
): Promise<void> {
  const [before] = await tx.$queryRaw<{ version: number }[]>`
    SELECT version FROM sealed_secret WHERE owner_id = ${ownerId}::uuid`;
  const version = (before?.version ?? 0) + 1;
  const { keyId, wrappedKey, sealed } = await vault.seal(secret, { tenantId, ownerId, version });
  const last4 = lastFour(secret);
  if (before) {
    await tx.$executeRaw`UPDATE sealed_secret SET version = ${version}, key_id = ${keyId}, wrapped_key = ${wrappedKey},
      sealed = ${sealed}, last4 = ${last4}, created_at = ${now} WHERE owner_id = ${ownerId}::uuid`;
  } else {
    await tx.$executeRaw`INSERT INTO sealed_secret (owner_id, tenant_id, version, key_id, wrapped_key, sealed, last4, created_at)
      VALUES (${ownerId}::uuid, ${tenantId}::uuid, ${version}, ${keyId}, ${wrappedKey}, ${sealed}, ${last4}, ${now})`;
  }
}

/** Takes the secret away; nothing of it is kept. */
export async function wipeSecret(tx: Transaction, ownerId: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM sealed_secret WHERE owner_id = ${ownerId}::uuid`;
}

/** The last four characters of each owner's secret, for those who have one. */
export async function readLast4(tx: Transaction, ownerIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<{ ownerId: string; last4: string }[]>`
    SELECT owner_id AS "ownerId", last4 FROM sealed_secret WHERE owner_id = ANY (${[...ownerIds]}::uuid[])`;
  return new Map(rows.map(({ ownerId, last4 }) => [ownerId, last4]));
}

/** Of a short secret four characters would be too much of it. */
function lastFour(secret: string): string {
  return secret.length >= 12 ? secret.slice(-4) : '';
}
