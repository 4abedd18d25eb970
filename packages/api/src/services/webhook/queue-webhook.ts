import { randomUUID } from 'node:crypto';
import type { TenantTransaction } from '@gridsky/db';
import type { SystemContext } from '../context.ts';

export type WebhookEvent = {
  tenantId: string;
  event: 'budget.soft_reached' | 'budget.refused' | 'webhook.test';
  data: Record<string, string | null>;
};

/**
 * Writes an event into the change's own transaction, to be delivered after the commit; false when the tenant has no webhook.
 * `event_id` is the row's id: whoever is sent it twice knows it again.
 */
export async function queueWebhook(
  tx: TenantTransaction,
  context: Pick<SystemContext, 'now'>,
  { tenantId, event, data }: WebhookEvent,
): Promise<boolean> {
  if (!(await tx.webhookEndpoint.findUnique({ where: { tenantId }, select: { tenantId: true } }))) return false;
  const id = randomUUID();
  const createdAt = context.now();
  const body = JSON.stringify({ event_id: id, event, created_at: createdAt.toISOString(), tenant_id: tenantId, data });
  await tx.webhookDelivery.create({ data: { id, tenantId, event, body, createdAt, nextAttemptAt: createdAt } });
  return true;
}
