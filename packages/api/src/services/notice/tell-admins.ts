import type { TenantTransaction } from '@gridsky/db';
import type { MailContext } from '../context.ts';
import type { Letter } from '../mail/letter.ts';
import { queueMail } from '../mail/queue-mail.ts';

const KEPT_TRYING_MS = 3 * 86_400_000;

/** Queues a letter to every owner and admin of a tenant, part of the transaction that notes that they were told. */
export async function tellAdmins(
  tx: TenantTransaction,
  context: MailContext,
  tenantId: string,
  letter: Letter & { kind: string },
): Promise<void> {
  if (!context.mail.canSend) return;
  const admins = await tx.membership.findMany({
    where: { tenantId, role: { in: ['owner', 'admin'] }, user: { suspendedAt: null } },
    select: { user: { select: { email: true } } },
    orderBy: { createdAt: 'asc' },
  });
  const expiresAt = new Date(context.now().getTime() + KEPT_TRYING_MS);
  for (const { user } of admins) await queueMail(tx, context, { ...letter, to: user.email, expiresAt });
}
