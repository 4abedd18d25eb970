import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { createAccount, openTestPlatform, type TestAccount, type TestPlatform } from '../../testing/platform.ts';
import { insertUsage, type TestUsageEvent, usageEvent } from '../../testing/usage-events.ts';
import { listRequests, requestsInput } from './list-requests.ts';

const keyId = randomUUID();
const month = { lastHours: 720 };
let platform: TestPlatform;
let account: TestAccount;

const list = (input: Partial<z.input<typeof requestsInput>> = {}) =>
  listRequests(account.context, requestsInput.parse({ span: month, ...input }));
const tokensOf = async (input: Partial<z.input<typeof requestsInput>>) =>
  (await list(input)).rows.map(({ tokens }) => tokens);

beforeAll(async () => {
  platform = await openTestPlatform();
  account = await createAccount(platform);
  const other = await createAccount(platform);
  await insertUsage(platform.owner, [
    event(1, { tokens: 1, queueMs: 1.5, inferMs: 20, totalMs: 25 }),
    event(2, { tokens: 2, keyId }),
    event(3, { tokens: 3, model: 'plugsky-embed-large' }),
    event(4, { tokens: 4, status: 429, errorCode: 'rate_limited_requests', model: '' }),
    event(5, { tokens: 5, status: 429, errorCode: 'too_many_in_flight' }),
    event(6, { tokens: 6, status: 500, errorCode: 'internal' }),
    event(31 * 1440, { tokens: 31 }),
    { ...event(1, { tokens: 777 }), tenantId: other.tenantId },
  ]);
});
afterAll(() => platform?.close());

test('the newest come first, with every measure and nothing else', async () => {
  const { rows, next } = await list();
  expect(rows.map(({ tokens }) => tokens)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(next).toBeNull();
  expect(rows[0]).toEqual({
    requestId: expect.stringMatching(/^req_[0-9a-f]{32}$/),
    createdAt: new Date(platform.now().getTime() - 60_000),
    keyId: expect.any(String),
    model: 'plugsky-embed-v1',
    dialect: 'openai',
    status: 200,
    errorCode: null,
    inputs: 1,
    tokens: 1,
    dimensions: null,
    costNano: 200n,
    queueMs: 1.5,
    inferMs: 20,
    totalMs: 25,
    repeatOf: null,
    askedModel: null,
  });
});

test.each([
  [{ outcome: 'served' }, [1, 2, 3]],
  [{ outcome: 'refused' }, [4, 5]],
  [{ outcome: 'failed' }, [6]],
  [{ model: 'plugsky-embed-large' }, [3]],
  [{ model: "'; DROP TABLE usage_event; --" }, []],
  [{ keyId }, [2]],
  [{ keyId, outcome: 'failed' }, []],
  [{ errorCodes: ['rate_limited_requests', 'too_many_in_flight'] }, [4, 5]],
  [{ errorCodes: ['internal'], outcome: 'refused' }, []],
  [{ span: { lastHours: 1000 } }, [1, 2, 3, 4, 5, 6, 31]],
] as const)('the filter %j finds %j', async (input, tokens) => {
  expect(await tokensOf(input as Partial<z.input<typeof requestsInput>>)).toEqual(tokens);
});

test('a range begins with its start and ends before its end', async () => {
  const at = (minutes: number) => new Date(platform.now().getTime() - minutes * 60_000);
  expect(await tokensOf({ span: { start: at(4), end: at(2) } })).toEqual([3, 4]);
});

test('a range of more than 400 days is refused with a sentence that says so', async () => {
  const refusal = list({ span: { start: new Date('2029-01-01'), end: new Date('2031-01-01') } });
  await expect(refusal).rejects.toMatchObject({ code: 'invalid', param: 'end', message: /at most 400 days/ });
});

test('a cursor that names no request is refused', async () => {
  const refusal = list({ cursor: { createdAt: platform.now(), requestId: 'nonsense' } });
  await expect(refusal).rejects.toMatchObject({ code: 'invalid', param: 'cursor' });
});

test('pages show every request once, also those of one millisecond, whatever comes in meanwhile', async () => {
  const busy = await createAccount(platform);
  const instant = new Date(platform.now().getTime() - 3_600_000);
  const events = Array.from({ length: 23 }, (_, index) =>
    usageEvent({
      tenantId: busy.tenantId,
      createdAt: new Date(instant.getTime() + Math.floor(index / 8)),
      tokens: index,
    }),
  );
  await insertUsage(platform.owner, events);
  const seen: number[] = [];
  let cursor: Awaited<ReturnType<typeof listRequests>>['next'] = null;
  do {
    const page = await listRequests(busy.context, requestsInput.parse({ span: month, limit: 4, cursor }));
    seen.push(...page.rows.map(({ tokens }) => tokens));
    await insertUsage(platform.owner, [
      usageEvent({ tenantId: busy.tenantId, createdAt: platform.now(), tokens: 999 }),
    ]);
    cursor = page.next;
  } while (cursor);
  expect([...seen].sort((a, b) => a - b)).toEqual(events.map(({ tokens }) => tokens));
});

test("another tenant's requests are not among them, by whatever filter", async () => {
  expect(await tokensOf({ span: { lastHours: 9600 }, limit: 1000 })).not.toContain(777);
});

function event(minutesAgo: number, given: Partial<TestUsageEvent>): TestUsageEvent {
  const createdAt = new Date(platform.now().getTime() - minutesAgo * 60_000);
  return usageEvent({ tenantId: account.tenantId, createdAt, ...given });
}
