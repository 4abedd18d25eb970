import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';
import type { SecretVault } from './secret-vault.ts';

const PAGE = 200;

/**
 * Wraps every data key anew under the newest key-encryption key, a row at a time, while requests go on: a process that still knows the old key
 * opens the rows not yet reached, and reads the new one when it meets it. May be repeated after an interruption. The secrets stay as they are.
 */
export async function rotateSecrets(
  context: SystemContext,
  vault: SecretVault,
  onProgress: (done: number) => void = () => {},
): Promise<{ rewrapped: number; kept: number; failed: string[] }> {
  const { system } = context.database;
  const failed: string[] = [];
  let rewrapped = 0;
  let kept = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await system.sealedSecret.findMany({
      where: { ownerId: { gt: after } },
      orderBy: { ownerId: 'asc' },
      take: PAGE,
    });
    if (rows.length === 0) break;
    for (const row of rows) {
      after = row.ownerId;
      try {
        const next = await vault.rewrap(row, row);
        if (next === null) {
          kept += 1;
          continue;
        }
        // A secret that was replaced meanwhile is sealed under the newest key already.
        const { count } = await system.sealedSecret.updateMany({
          where: { ownerId: row.ownerId, version: row.version, keyId: row.keyId },
          data: { keyId: next.keyId, wrappedKey: next.wrappedKey },
        });
        rewrapped += count;
        kept += 1 - count;
      } catch {
        failed.push(row.ownerId);
      }
    }
    onProgress(rewrapped + kept + failed.length);
  }
  await recordAudit(system, context, {
    tenantId: null,
    action: 'secrets.rotate',
    targetType: 'platform',
    targetId: 'secrets',
    after: { rewrapped, kept, failed: failed.length },
  });
  return { rewrapped, kept, failed };
}
