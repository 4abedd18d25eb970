import { createHash } from 'node:crypto';
import type { TenantTransaction } from '@gridsky/db';
import { normalEmail } from '../../domain/normal-email.ts';
import type { SystemContext } from '../context.ts';
import { isDisposable } from './disposable-email.ts';

/**
 * Whether an address whose owner has proven it may have the trial credit, which it then has had for good: once a mailbox, however
 * its address is written, also after account and tenant are gone. Part of the transaction that grants the credit.
 */
export async function claimTrial(
  tx: TenantTransaction,
  context: Pick<SystemContext, 'now'>,
  email: string,
): Promise<boolean> {
  if (isDisposable(email)) return false;
  // Of two that race, the second waits for the first to commit and then finds its claim.
  const { count } = await tx.trialClaim.createMany({
    data: { emailHash: trialHash(email), createdAt: context.now() },
    skipDuplicates: true,
  });
  return count === 1;
}

/** SHA-256 of the address's normal form: enough to know it again, and no list of addresses. */
export function trialHash(email: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    createHash('sha256')
      .update(`gridsky trial ${normalEmail(email)}`)
      .digest(),
  );
}
