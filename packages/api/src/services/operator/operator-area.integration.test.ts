import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cents, nano } from '../../domain/money.ts';
import { createAccount, openTestPlatform, type TestAccount, type TestPlatform } from '../../testing/platform.ts';
import { insertUsage, usageEvent } from '../../testing/usage-events.ts';
import { listPlatformAudit, platformAuditInput } from '../audit-log/list-platform-audit.ts';
import type { SystemContext } from '../context.ts';
import { grantCredit } from '../credit/grant-credit.ts';
import { createKey, createKeyInput } from '../key/create-key.ts';
import { changeModel } from '../model/change-model.ts';
import { listModels } from '../model/list-models.ts';
import { changePlan, changePlanInput } from '../plan/change-plan.ts';
import { getTenant } from '../tenant/get-tenant.ts';
import { setTenantPlan, setTenantSuspended } from './change-tenant.ts';
import { overrideLimits } from './override-limits.ts';
import { readTenant } from './read-tenant.ts';
import { searchTenants, searchTenantsInput } from './search-tenants.ts';

let platform: TestPlatform;
let operator: SystemContext;
let admin: TestAccount;
let account: TestAccount;

beforeAll(async () => {
  platform = await openTestPlatform();
  admin = await createAccount(platform, 'The operator');
  operator = { ...platform.system, actor: { type: 'operator', userId: admin.userId }, ip: '198.51.100.4' };
});
beforeEach(async () => {
  account = await createAccount(platform, 'Acme');
  platform.advance(1_000);
});
afterAll(() => platform?.close());

describe('searching tenants', () => {
  const idsOf = async (input: Record<string, unknown>) =>
    (await searchTenants(operator, searchTenantsInput.parse(input))).rows.map(({ id }) => id);

  test("finds by part of the name, by the beginning of the id and by a member's address", async () => {
    const { tenantId, email } = await createAccount(platform, 'Søren 100% & Co_');
    expect(await idsOf({ search: '100% & co_' })).toEqual([tenantId]);
    expect(await idsOf({ search: tenantId.slice(0, 36).toUpperCase() })).toEqual([tenantId]);
    expect(await idsOf({ search: email })).toEqual([tenantId]);
    expect(await idsOf({ search: '_' })).toEqual([tenantId]);
    expect(await idsOf({ search: "' OR true --" })).toEqual([]);
  });

  test('narrows by plan and state', async () => {
    await setTenantPlan(operator, account.tenantId, 'scale');
    expect(await idsOf({ planId: 'scale' })).toEqual([account.tenantId]);
    await setTenantSuspended(operator, account.tenantId, true);
    expect(await idsOf({ state: 'suspended' })).toEqual([account.tenantId]);
    expect(await idsOf({ state: 'active', planId: 'scale' })).toEqual([]);
  });

  test('shows each tenant once over its pages, newest first, with what it used in 30 days', async () => {
    const { key } = await createKey(account.context, createKeyInput.parse({ name: 'K' }));
    const used = (daysAgo: number, tokens: number) =>
      usageEvent({
        createdAt: new Date(platform.now().getTime() - daysAgo * 86_400_000),
        tenantId: account.tenantId,
        keyId: key.id,
        tokens,
      });
    await insertUsage(platform.owner, [used(1, 5), used(29, 7), used(31, 1_000)]);
    const all = await idsOf({});
    const paged: string[] = [];
    let cursor: { createdAt: Date; id: string } | null = null;
    do {
      const page = await searchTenants(operator, searchTenantsInput.parse({ limit: 2, cursor }));
      paged.push(...page.rows.map(({ id }) => id));
      cursor = page.next;
    } while (cursor);
    expect(paged).toEqual(all);
    expect(all[0]).toBe(account.tenantId);
    const [row] = (await searchTenants(operator, searchTenantsInput.parse({ limit: 1 }))).rows;
    expect(row).toMatchObject({ requests: 2, tokens: 12, keys: 1, members: 1, availableNano: cents(500) });
  });
});

describe('overriding limits', () => {
  test('sets what is named, leaves the rest, and null gives back what the plan says', async () => {
    const { tenantId } = account;
    await overrideLimits(operator, { tenantId, limits: { keysMax: 9, membersMax: 8 } });
    await overrideLimits(operator, { tenantId, limits: { keysMax: null } });
    expect((await getTenant(account.context)).limits).toMatchObject({ keysMax: 3, membersMax: 8 });
    expect((await readTenant(operator, { tenantId })).overrides).toMatchObject({ keysMax: null, membersMax: 8 });
  });

  test('refuses limits that contradict what the plan says, naming the one', async () => {
    const { tenantId } = account;
    const refused = overrideLimits(operator, { tenantId, limits: { requestsPerMinuteKeyMax: 500 } });
    await expect(refused).rejects.toMatchObject({ code: 'invalid', param: 'requestsPerMinuteKeyMax' });
    const unknown = overrideLimits(operator, { tenantId, limits: {}, models: ['gone'] });
    await expect(unknown).rejects.toThrow('There is no model "gone". Choose among: plugsky-embed-v1');
    expect((await readTenant(operator, { tenantId })).overrides.requestsPerMinuteKeyMax).toBe(null);
  });

  test('is in the audit log with before and after, as the act of that admin', async () => {
    const { tenantId } = account;
    await overrideLimits(operator, { tenantId, limits: { keysMax: 9 } });
    const [entry] = (await listPlatformAudit(operator, platformAuditInput.parse({ tenantId }))).rows;
    expect(entry).toMatchObject({
      action: 'tenant.override_limits',
      actorType: 'operator',
      actorName: admin.email,
      tenantName: 'Acme',
      ip: '198.51.100.4',
      before: { keysMax: null },
      after: { keysMax: 9 },
    });
  });
});

describe('suspending', () => {
  test("needs the tenant's name as a person types it", async () => {
    const { tenantId } = account;
    const wrong = setTenantSuspended(operator, tenantId, true, { typedName: 'Acne' });
    await expect(wrong).rejects.toMatchObject({ code: 'invalid', param: 'name' });
    await setTenantSuspended(operator, tenantId, true, { typedName: ' Acme ' });
    expect((await readTenant(operator, { tenantId })).state).toBe('suspended');
  });
});

describe('granting credit', () => {
  test('gives the same grant once, however often and at once it is sent', async () => {
    const { tenantId } = account;
    const grant = { tenantId, grantId: randomUUID(), amountNano: cents(250), note: 'Outage of 3 March' };
    const answers = await Promise.all([1, 2, 3].map(() => grantCredit(operator, grant)));
    expect(answers.filter(({ given }) => given)).toHaveLength(1);
    const { credit, grants } = await readTenant(operator, { tenantId });
    expect(credit).toMatchObject({ grantedNano: cents(750), availableNano: cents(750) });
    expect(grants[0]?.reason).toBe(`operator:${grant.grantId} Outage of 3 March`);
  });

  test('under the id of another amount is refused and gives nothing', async () => {
    const grant = { tenantId: account.tenantId, grantId: randomUUID(), amountNano: cents(250), note: 'x' };
    await grantCredit(operator, grant);
    const other = grantCredit(operator, { ...grant, amountNano: cents(700) });
    await expect(other).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('$2.50') });
    expect((await readTenant(operator, grant)).credit.grantedNano).toBe(cents(750));
  });

  test('moves the end of a trial when days are given, never to an earlier day; without them it says when the trial ended', async () => {
    const { tenantId } = account;
    const grant = (days?: number) =>
      grantCredit(operator, {
        tenantId,
        grantId: randomUUID(),
        amountNano: cents(1),
        note: 'x',
        ...(days ? { days } : {}),
      });
    const end = (await readTenant(operator, { tenantId })).trialEndsAt;
    expect((await grant(3)).trialEndsAt).toEqual(end);
    platform.advance(20 * 86_400_000);
    expect((await grant()).trialEndsAt).toEqual(end);
    const { trialEndsAt } = await grant(30);
    expect(trialEndsAt).toEqual(new Date(platform.now().getTime() + 30 * 86_400_000));
    expect((await readTenant(operator, { tenantId })).trialEndsAt).toEqual(trialEndsAt);
  });

  test('is refused for a tenant that is not there', async () => {
    const grant = { tenantId: randomUUID(), grantId: randomUUID(), amountNano: nano(1n), note: 'x' };
    await expect(grantCredit(operator, grant)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('changing a plan', () => {
  test('reaches every tenant on it and is logged term by term, money in exact dollars', async () => {
    const { changed } = await changePlan(operator, {
      planId: 'trial',
      keysMax: 4,
      priceMonthlyNano: cents(0),
      creditNano: cents(700),
    });
    expect(changed).toEqual(['creditNano', 'keysMax']);
    expect((await getTenant(account.context)).limits.keysMax).toBe(4);
    const [entry] = (await listPlatformAudit(operator, platformAuditInput.parse({ action: 'plan.change' }))).rows;
    expect(entry).toMatchObject({
      targetId: 'trial',
      tenantId: null,
      before: { creditNano: '5.00', keysMax: 3 },
      after: { creditNano: '7.00', keysMax: 4 },
    });
    await changePlan(operator, { planId: 'trial', keysMax: 3, creditNano: cents(500) });
  });

  test('to what it says already changes and logs nothing', async () => {
    const count = async () => (await platform.owner.query('SELECT count(*) FROM audit_entry')).rows[0];
    const before = await count();
    expect(await changePlan(operator, { planId: 'scale', name: 'Scale', keysMax: 500 })).toEqual({ changed: [] });
    expect(await count()).toEqual(before);
  });

  test.each([
    ['plan', { planId: 'gold' }, 'There is no plan "gold". Choose one of: trial, starter'],
    ['models', { planId: 'starter', models: ['gone'] }, 'There is no model "gone".'],
    ['models', { planId: 'starter', models: [] }, 'A plan needs at least one model.'],
    ['priceMonthlyNano', { planId: 'starter', priceMonthlyNano: nano(1n) }, 'It must be whole cents'],
    ['creditNano', { planId: 'starter', creditNano: nano(1n) }, 'This plan is flat'],
    [
      'requestsPerMinuteKeyMax',
      { planId: 'starter', requestsPerMinuteKeyMax: 121 },
      '121 is more than 120, what one user may send',
    ],
    ['tokensPerRequestMax', { planId: 'starter', tokensPerRequestMax: 3_000_000 }, 'such a request would never pass'],
  ])('with a wrong %s is refused in words', async (param, input, message) => {
    const refused = changePlan(operator, input);
    await expect(refused).rejects.toMatchObject({ code: 'invalid', param, message: expect.stringContaining(message) });
  });

  test.each([
    ['keysMax', 0, 'It must be at least 1.'],
    ['keysMax', 1.5, 'Enter a whole number.'],
    ['membersMax', 2 ** 31, 'It must be at most 2,147,483,647.'],
    ['priceMonthlyNano', -1n, 'It must not be negative.'],
    ['trialDays', 0, 'It must be at least 1 day.'],
    ['name', ' ', 'Enter a name.'],
  ])('with %s %s is no input', (term, value, message) => {
    const parsed = changePlanInput.safeParse({ planId: 'starter', [term]: value });
    expect(parsed.error?.issues[0]?.message).toBe(message);
  });
});

test('a disabled model is served no more and keeps its place and price', async () => {
  await changeModel(operator, { id: 'plugsky-embed-large', disabled: true });
  expect((await listModels(platform.database)).map(({ id }) => id)).toEqual(['plugsky-embed-v1']);
  await changeModel(operator, { id: 'plugsky-embed-large', disabled: false, pricePerMillionNano: nano(150_000_000n) });
  const models = await listModels(platform.database);
  expect(models.map(({ id }) => id)).toEqual(['plugsky-embed-v1', 'plugsky-embed-large']);
  const [entry] = (await listPlatformAudit(operator, platformAuditInput.parse({ targetType: 'model' }))).rows;
  expect(entry).toMatchObject({
    action: 'model.enable',
    before: { disabled: true, pricePerMillion: '0.13' },
    after: { disabled: false, pricePerMillion: '0.15' },
  });
});
