import { randomUUID } from 'node:crypto';
import { nano } from '../domain/money.ts';
import type { TestPlatform } from './platform.ts';
import { seededRandom } from './seeded-random.ts';
import { insertUsage, type TestUsageEvent, usageEvent } from './usage-events.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Where the history starts; hours are closed up to here. The platform's clock stands three and a half days later. */
export const HISTORY_START = Date.parse('2031-03-11T00:00:00Z');

/** 600 events of random tenants, keys, models and outcomes up to now; every third one lies on the edge of an hour. */
export async function createUsageHistory(
  platform: TestPlatform,
  tenantIds: readonly string[],
): Promise<TestUsageEvent[]> {
  await reopenHours(platform);
  const { below, pick } = seededRandom(14);
  const keyIds = [randomUUID(), randomUUID()];
  const events = Array.from({ length: 600 }, (_, index) => {
    const at = HISTORY_START + below(platform.now().getTime() - HISTORY_START);
    const edge = Math.max(HISTORY_START, at - (at % HOUR_MS) - (index % 2));
    return usageEvent({
      createdAt: new Date(index % 3 === 0 ? edge : at),
      tenantId: pick(tenantIds),
      keyId: pick(keyIds),
      model: pick(['plugsky-embed-v1', 'plugsky-embed-large', 'mine']),
      status: pick([200, 200, 200, 400, 429, 500]),
      inputs: below(2048),
      tokens: below(300_000),
      costNano: nano(BigInt(below(1_000_000))),
    });
  });
  await insertUsage(platform.owner, events);
  return events;
}

/** Puts the edge of the closed hours back to the start, with nothing closed. */
export async function reopenHours(platform: TestPlatform): Promise<void> {
  await platform.owner.query('DELETE FROM usage_hour');
  await platform.owner.query('UPDATE usage_rollup SET closed_until = $1', [new Date(HISTORY_START)]);
}

export async function readHours(platform: TestPlatform): Promise<unknown[]> {
  return (await platform.owner.query('SELECT * FROM usage_hour ORDER BY tenant_id, hour, model, key_id')).rows;
}
