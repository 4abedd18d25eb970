import type { BillingAccount, TenantTransaction } from '@gridsky/db';
import { isLive } from '../../domain/subscription.ts';
import type { Letter } from '../mail/letter.ts';
import { queueMail } from '../mail/queue-mail.ts';
import type { BillingContext } from './billing-context.ts';

const LINK = { label: 'Open Billing', path: '/billing' };
const SENT_WITHIN_MS = 7 * 86_400_000;

/** Tells owners and admins of a payment that failed and of a subscription that ended: once, in the transaction that finds it so. */
export async function queueBillingMail(
  tx: TenantTransaction,
  context: BillingContext,
  before: BillingAccount,
  after: BillingAccount,
): Promise<void> {
  const letter = await chooseLetter(tx, before, after);
  if (!letter) return;
  const members = await tx.membership.findMany({
    where: { tenantId: after.tenantId, role: { in: ['owner', 'admin'] } },
    include: { user: { select: { email: true } } },
  });
  const expiresAt = new Date(context.now().getTime() + SENT_WITHIN_MS);
  for (const { user } of members) await queueMail(tx, context, { ...letter, to: user.email, expiresAt });
}

async function chooseLetter(
  tx: TenantTransaction,
  before: BillingAccount,
  after: BillingAccount,
): Promise<(Letter & { kind: string }) | null> {
  const failed = after.status === 'past_due' && before.status !== 'past_due';
  const ended = before.status !== null && isLive({ status: before.status }) && !isLive({ status: after.status ?? '' });
  if (!failed && !ended) return null;
  const { name, deletedAt } = await tx.tenant.findUniqueOrThrow({ where: { id: after.tenantId } });
  if (deletedAt) return null;
  return failed ? paymentFailed(name, after) : subscriptionEnded(name);
}

function paymentFailed(tenant: string, { graceEndsAt }: BillingAccount): Letter & { kind: string } {
  const until = graceEndsAt?.toISOString().slice(0, 10);
  return {
    kind: 'payment_failed',
    subject: `A payment for ${tenant} failed`,
    paragraphs: [
      `Your card was refused when the subscription of ${tenant} was to be paid. It is tried again in the next days.`,
      until
        ? `The plan stays until ${until}. After that, requests are refused until the invoice is paid.`
        : 'Requests are refused until the invoice is paid.',
    ],
    link: { label: 'Change the card', path: '/billing' },
  };
}

function subscriptionEnded(tenant: string): Letter & { kind: string } {
  return {
    kind: 'subscription_ended',
    subject: `The subscription of ${tenant} has ended`,
    paragraphs: [
      `The subscription of ${tenant} has ended. Requests are refused unless credit of the trial is left.`,
      'Keys, members and usage stay as they are. Choose a plan to go on.',
    ],
    link: LINK,
  };
}
