import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { nano } from '../../domain/money.ts';
import {
  createAccount,
  memberContext,
  openTestPlatform,
  type TestAccount,
  type TestPlatform,
} from '../../testing/platform.ts';
import { insertUsage, usageEvent } from '../../testing/usage-events.ts';
import { createKey, createKeyInput, hashSecret } from '../key/create-key.ts';
import { findPrincipal } from '../key/find-principal.ts';
import { setTenantPlan } from '../operator/change-tenant.ts';
import { listBudgets } from './list-budgets.ts';
import { recountBudgets } from './recount-budgets.ts';
import { setBudget } from './set-budget.ts';

const DOLLAR = 1_000_000_000n;

let platform: TestPlatform;
let account: TestAccount;
let key: { id: string; secret: string };

beforeAll(async () => {
  platform = await openTestPlatform();
});
beforeEach(async () => {
  account = await createAccount(platform);
  const made = await createKey(account.context, createKeyInput.parse({ name: 'Crawler' }));
  key = { id: made.key.id, secret: made.secret };
});
afterAll(() => platform?.close());

test('a key’s budget counts what its month has cost so far at list price, to the row, and nothing of other keys or months', async () => {
  const events = [
    usageEvent({
      tenantId: account.tenantId,
      keyId: key.id,
      createdAt: new Date('2031-03-01T00:00:00Z'),
      listNano: nano(30n),
    }),
    usageEvent({
      tenantId: account.tenantId,
      keyId: key.id,
      createdAt: new Date('2031-03-14T11:59:00Z'),
      listNano: nano(12n),
    }),
    usageEvent({
      tenantId: account.tenantId,
      keyId: key.id,
      createdAt: new Date('2031-02-28T23:59:59Z'),
      listNano: nano(500n),
    }),
    usageEvent({ tenantId: account.tenantId, createdAt: new Date('2031-03-14T11:59:00Z'), listNano: nano(7_000n) }),
  ].map((event) => ({ ...event, costNano: nano(0n) }));
  await insertUsage(platform.owner, events);
  await setBudget(account.context, { keyId: key.id, softNano: DOLLAR, hardNano: 2n * DOLLAR });
  expect(await listBudgets(account.context)).toEqual([
    {
      ...{ keyId: key.id, name: 'Crawler', display: expect.stringMatching(/^sk-live-/), refusedAt: null },
      ...{ softNano: DOLLAR, hardNano: 2n * DOLLAR, usedNano: 42n },
    },
  ]);
});

test('the recount mends what went past the counters, and finds them as they are otherwise', async () => {
  await setBudget(account.context, { keyId: key.id, softNano: null, hardNano: DOLLAR });
  const createdAt = platform.now();
  await insertUsage(platform.owner, [
    usageEvent({ tenantId: account.tenantId, keyId: key.id, createdAt, costNano: nano(0n), listNano: nano(99n) }),
  ]);
  for (let round = 0; round < 2; round++) {
    expect(await recountBudgets(platform.database, platform.now())).toBeGreaterThanOrEqual(1);
    expect((await listBudgets(account.context))[0]?.usedNano).toBe(99n);
  }
});

test('a key knows of its hard budget and of the tenant’s, and of none that was taken off', async () => {
  const hardBudget = async () => (await findPrincipal(platform.database, hashSecret(key.secret)))?.hardBudget;
  expect(await hardBudget()).toBe(false);
  await setBudget(account.context, { keyId: key.id, softNano: DOLLAR, hardNano: null });
  expect(await hardBudget()).toBe(false);
  await setBudget(account.context, { keyId: key.id, softNano: null, hardNano: DOLLAR });
  expect(await hardBudget()).toBe(true);
  await setBudget(account.context, { keyId: key.id, softNano: null, hardNano: null });
  expect(await hardBudget()).toBe(false);
  expect(await listBudgets(account.context)).toEqual([]);
  await setTenantPlan(platform.system, account.tenantId, 'enterprise');
  await setBudget(account.context, { keyId: null, softNano: null, hardNano: DOLLAR });
  expect(await hardBudget()).toBe(true);
});

test('one for the whole tenant comes with Enterprise; it can be taken off on any plan', async () => {
  const whole = { keyId: null, softNano: null, hardNano: DOLLAR };
  await expect(setBudget(account.context, whole)).rejects.toMatchObject({ code: 'plan_limit' });
  await setTenantPlan(platform.system, account.tenantId, 'enterprise');
  await setBudget(account.context, whole);
  await setTenantPlan(platform.system, account.tenantId, 'scale');
  await setBudget(account.context, { ...whole, hardNano: null });
});

test('a foreign key reads like one that never was; members and viewers set none', async () => {
  const other = await createAccount(platform);
  const terms = { softNano: null, hardNano: DOLLAR };
  for (const keyId of [key.id, randomUUID()]) {
    await expect(setBudget(other.context, { keyId, ...terms })).rejects.toMatchObject({
      code: 'not_found',
      message: 'No such key.',
    });
  }
  for (const role of ['member', 'viewer'] as const) {
    const context = memberContext(platform, account, role);
    await expect(setBudget(context, { keyId: key.id, ...terms })).rejects.toMatchObject({ code: 'forbidden' });
  }
});
