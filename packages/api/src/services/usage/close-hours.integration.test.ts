import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAccount, openTestPlatform, type TestPlatform } from '../../testing/platform.ts';
import {
  createUsageHistory,
  DAY_MS,
  HISTORY_START,
  HOUR_MS,
  readHours,
  reopenHours,
} from '../../testing/usage-history.ts';
import { checkLedger } from './check-ledger.ts';
import { closeUsageHours } from './close-hours.ts';

let platform: TestPlatform;

beforeEach(async () => {
  platform = await openTestPlatform();
  const [first, second] = [await createAccount(platform), await createAccount(platform)];
  await createUsageHistory(platform, [first.tenantId, second.tenantId]);
});
afterEach(() => platform?.close());

test('an hour is closed once it is 15 minutes past, for requests that began in it', async () => {
  const noon = platform.now().getTime();
  expect(await closeUsageHours(platform.database, new Date(noon + 14 * 60_000))).toEqual(new Date(noon - HOUR_MS));
  expect(await closeUsageHours(platform.database, new Date(noon + 15 * 60_000))).toEqual(new Date(noon));
});

test('closing again, eight times at once, or with a clock that runs behind, changes nothing', async () => {
  const close = (now: Date) => closeUsageHours(platform.database, now);
  await close(platform.now());
  const closed = await readHours(platform);
  const edges = await Promise.all(Array.from({ length: 8 }, () => close(platform.now())));
  expect(new Set(edges.map(Number)).size).toBe(1);
  expect(await close(new Date(platform.now().getTime() - DAY_MS))).toEqual(edges[0]);
  expect(await readHours(platform)).toEqual(closed);
});

test('closing eight times at once counts every event once', async () => {
  await Promise.all(Array.from({ length: 8 }, () => closeUsageHours(platform.database, platform.now())));
  const together = await readHours(platform);
  await reopenHours(platform);
  await closeUsageHours(platform.database, platform.now());
  expect(together).toEqual(await readHours(platform));
  expect(await checkLedger(platform.database)).toEqual({ hours: [], accounts: [] });
});

test('closing a few hours at a time gives the same rows as all at once', async () => {
  for (let at = HISTORY_START; at <= platform.now().getTime(); at += 5 * HOUR_MS)
    await closeUsageHours(platform.database, new Date(at));
  await closeUsageHours(platform.database, platform.now());
  const stepwise = await readHours(platform);
  await reopenHours(platform);
  await closeUsageHours(platform.database, platform.now());
  expect(await readHours(platform)).toEqual(stepwise);
});
