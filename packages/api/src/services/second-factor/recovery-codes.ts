import { createHash, randomBytes } from 'node:crypto';
import type { TenantTransaction } from '@gridsky/db';
import type { SystemContext } from '../context.ts';
import { base32 } from './totp.ts';

export const RECOVERY_CODES = 10;

/** Ten new single-use codes in place of all earlier ones; 80 bits each, shown once, kept as SHA-256. */
export async function replaceRecoveryCodes(
  tx: TenantTransaction,
  context: SystemContext,
  userId: string,
): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => (base32(randomBytes(10)).match(/.{4}/g) ?? []).join('-'));
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ userId, codeHash: hashRecoveryCode(code), createdAt: context.now() })),
  });
  return codes;
}

/** Uses a code up; false when it is none of the user's or was used. */
export async function takeRecoveryCode(
  tx: TenantTransaction,
  context: SystemContext,
  { userId, code }: { userId: string; code: string },
): Promise<boolean> {
  const { count } = await tx.recoveryCode.updateMany({
    where: { userId, codeHash: hashRecoveryCode(code), usedAt: null },
    data: { usedAt: context.now() },
  });
  return count === 1;
}

/** Case, spaces and dashes make no difference: it is typed from paper. */
function hashRecoveryCode(code: string): Uint8Array<ArrayBuffer> {
  const bare = code.toUpperCase().replace(/[^A-Z2-7]/g, '');
  return new Uint8Array(createHash('sha256').update(bare).digest());
}
