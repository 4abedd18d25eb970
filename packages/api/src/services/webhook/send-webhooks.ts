import { createHmac } from 'node:crypto';
import type { Database } from '@gridsky/db';
import { Fault } from '../../domain/fault.ts';
import { type OutboundSettings, TargetRefused } from '../outbound/checked-lookup.ts';
import { isCertificateError } from '../outbound/exchange.ts';
import { sendOutbound } from '../outbound/send-outbound.ts';
import type { Sealer } from '../seal/sealer.ts';
import { webhookLabel } from './set-webhook.ts';

export type SendWebhooksOptions = {
  database: Database;
  sealer: Sealer;
  now: () => Date;
  outbound: OutboundSettings;
};

/** Seconds until the next attempt after each failed one, some 24 hours in all; then the event is given up. */
const RETRY_AFTER_S = [10, 60, 300, 900, 3_600, 3_600, 7_200, 14_400, 28_800, 28_800];
/** How long an attempt may take before another process tries; longer than its own bound. */
const LEASE_S = 60;
const TIMEOUT_MS = 10_000;

/**
 * Delivers what waits, oldest first; returns how many arrived. Several processes may do it at once: each event is leased to
 * one. At least once: a process that dies after the receiver's answer sends its event again, with the same `event_id`.
 */
export async function sendWebhooks(options: SendWebhooksOptions): Promise<number> {
  let delivered = 0;
  for (;;) {
    const event = await lease(options);
    if (!event) return delivered;
    if (await attempt(options, event)) delivered += 1;
  }
}

/** `sha256=<hex HMAC-SHA256 of the raw body>`, as ScaiGrid signs. */
export function webhookSignature(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

type Leased = { id: string; tenantId: string; event: string; body: string; attempts: number };

async function lease({ database, now }: SendWebhooksOptions): Promise<Leased | undefined> {
  const at = now();
  const until = new Date(at.getTime() + LEASE_S * 1_000);
  const [event] = await database.system.$queryRaw<Leased[]>`
    UPDATE webhook_delivery SET attempts = attempts + 1, next_attempt_at = ${until} WHERE id = (
      SELECT id FROM webhook_delivery WHERE delivered_at IS NULL AND given_up_at IS NULL AND next_attempt_at <= ${at}
      ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED
    ) RETURNING id, tenant_id AS "tenantId", event, body, attempts`;
  return event;
}

async function attempt(
  options: SendWebhooksOptions,
  { id, tenantId, event, body, attempts }: Leased,
): Promise<boolean> {
  const { database, sealer, now, outbound } = options;
  const note = (data: Parameters<typeof database.system.webhookDelivery.update>[0]['data']) =>
    database.system.webhookDelivery.update({ where: { id }, data });
  const endpoint = await database.system.webhookEndpoint.findUnique({ where: { tenantId } });
  if (!endpoint) {
    await note({ givenUpAt: now(), lastError: 'The webhook was taken off.' });
    return false;
  }
  let failure: { lastStatus: number | null; lastError: string };
  try {
    const secret = sealer.open(endpoint.sealedSecret, webhookLabel(tenantId));
    const { status } = await sendOutbound(outbound, {
      url: endpoint.url,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Gridsky-Webhook',
        'x-gridsky-event': event,
        'x-scaigrid-signature': webhookSignature(secret, body),
      },
      body,
      timeoutMs: TIMEOUT_MS,
      answerBytesMax: 1_024,
    });
    if (status >= 200 && status < 300) {
      await note({ deliveredAt: now(), lastStatus: status, lastError: null });
      return true;
    }
    failure = { lastStatus: status, lastError: 'The receiver did not answer with 2xx.' };
  } catch (error) {
    failure = { lastStatus: null, lastError: reasonOf(error) };
  }
  const wait = RETRY_AFTER_S[attempts - 1];
  await note(
    wait === undefined
      ? { ...failure, givenUpAt: now() }
      : { ...failure, nextAttemptAt: new Date(now().getTime() + wait * 1_000) },
  );
  return false;
}

/** What the tenant may read of a failure: no address of ours, no name that was resolved. */
function reasonOf(error: unknown): string {
  if (error instanceof Fault) return error.message;
  if (error instanceof TargetRefused) return 'The address leads into a private network, or nowhere.';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof Error && /timeout|abort/i.test(error.name)) return 'The receiver did not answer within 10 s.';
  if (isCertificateError(error)) return 'The receiver’s certificate is not valid.';
  return code === 'ENOTFOUND' ? 'The address does not exist.' : 'The connection failed.';
}
