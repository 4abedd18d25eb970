import { requirePermission, type TenantContext } from '../context.ts';

export type WebhookView = {
  /** null: none is set. Roles that may not set it see its host alone: its path may hold a token. */
  url: string | null;
  deliveries: {
    id: string;
    event: string;
    createdAt: Date;
    state: 'delivered' | 'waiting' | 'failed';
    attempts: number;
    lastStatus: number | null;
    lastError: string | null;
  }[];
};

const SHOWN = 5;

/** The webhook's address and how its newest events fared. */
export async function readWebhook(context: TenantContext): Promise<WebhookView> {
  requirePermission(context, 'usage:read');
  const { tenantId, role } = context;
  return context.database.asTenant(tenantId, async (tx) => {
    const endpoint = await tx.webhookEndpoint.findUnique({ where: { tenantId }, select: { url: true } });
    const rows = await tx.webhookDelivery.findMany({
      where: { tenantId },
      orderBy: { createdAt: 'desc' },
      take: SHOWN,
    });
    const isSetter = role === 'owner' || role === 'admin';
    const url = endpoint && (isSetter ? endpoint.url : new URL(endpoint.url).origin);
    return {
      url,
      deliveries: rows.map(({ id, event, createdAt, attempts, lastStatus, lastError, deliveredAt, givenUpAt }) => ({
        ...{ id, event, createdAt, attempts, lastStatus, lastError },
        state: deliveredAt ? 'delivered' : givenUpAt ? 'failed' : 'waiting',
      })),
    };
  });
}
