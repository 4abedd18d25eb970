import { randomBytes } from 'node:crypto';
import type { TenantTransaction } from '@gridsky/db';
import { z } from 'zod';
import { Fault } from '../../domain/fault.ts';
import { recordAudit } from '../audit.ts';
import type { AuditAction } from '../audit-action.ts';
import { type MailContext, requirePermission, type TenantContext } from '../context.ts';
import { parseTarget } from '../outbound/parse-target.ts';
import { queueWebhook } from './queue-webhook.ts';

export const setWebhookInput = z.object({ url: z.string().trim().max(2_000) });

/**
 * Sets where the tenant is told of its budgets, with a new secret that signs what is sent there: it is in this answer and
 * nowhere else. Errors: `invalid` for what is no public https address.
 */
export async function setWebhook(
  context: TenantContext & MailContext,
  input: z.output<typeof setWebhookInput>,
): Promise<{ url: string; secret: string }> {
  requirePermission(context, 'budget:write');
  const { tenantId } = context;
  const url = parseTarget(input.url, context.mail.outboundRanges ?? []).href;
  const secret = `whsec_${randomBytes(32).toString('base64url')}`;
  const sealedSecret = context.mail.sealer.seal(secret, webhookLabel(tenantId));
  await context.database.asTenant(tenantId, async (tx) => {
    const before = await tx.webhookEndpoint.findUnique({ where: { tenantId } });
    const data = { url, sealedSecret, updatedAt: context.now() };
    await tx.webhookEndpoint.upsert({ where: { tenantId }, create: { tenantId, ...data }, update: data });
    // The address's path may hold a token of its own: the log tells the host.
    const host = (text: string) => ({ host: new URL(text).host });
    await audit(tx, context, 'webhook.set', { ...(before ? { before: host(before.url) } : {}), after: host(url) });
  });
  return { url, secret };
}

/** Takes it off; what was not delivered yet is not. */
export async function removeWebhook(context: TenantContext): Promise<void> {
  requirePermission(context, 'budget:write');
  const { tenantId } = context;
  await context.database.asTenant(tenantId, async (tx) => {
    const { count } = await tx.webhookEndpoint.deleteMany({ where: { tenantId } });
    if (count > 0) await audit(tx, context, 'webhook.remove', {});
  });
}

/** Sends an event that tells nothing, to see that it arrives. */
export async function testWebhook(context: TenantContext): Promise<void> {
  requirePermission(context, 'budget:write');
  const { tenantId } = context;
  await context.database.asTenant(tenantId, async (tx) => {
    const queued = await queueWebhook(tx, context, { tenantId, event: 'webhook.test', data: {} });
    if (!queued) throw new Fault('conflict', 'There is no webhook to test. Set its address first.');
    await audit(tx, context, 'webhook.test', {});
  });
}

/** Bound to the tenant: a secret moved to another's row can't be opened. */
export function webhookLabel(tenantId: string): string {
  return `webhook of ${tenantId}`;
}

function audit(
  tx: TenantTransaction,
  context: TenantContext,
  action: AuditAction,
  change: { before?: object; after?: object },
) {
  const { tenantId } = context;
  return recordAudit(tx, context, { tenantId, action, targetType: 'tenant', targetId: tenantId, ...change });
}
