import { effectiveLimits, nano, PLANS } from '@gridsky/api/domain';
import type { KeyView, TenantView } from '@gridsky/api/services';
import { expect, test } from 'vitest';
import { attention } from './attention.ts';

const now = new Date('2026-03-04T12:00:00Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
const [trial] = PLANS;
if (!trial) throw new Error('no plans');

const tenant = (given: Partial<TenantView> = {}): TenantView => ({
  id: 't',
  name: 'Acme',
  suspended: false,
  deletionDueAt: null,
  trialEndsAt: inDays(9),
  plan: { id: 'trial', name: 'Trial', priceMonthlyNano: nano(0n), metered: true, models: [] },
  limits: effectiveLimits(trial),
  credit: { grantedNano: nano(5_000_000_000n), availableNano: nano(4_000_000_000n), usedUp: false },
  paymentMissing: null,
  ...given,
});
const key = (given: Partial<KeyView>): KeyView => ({
  id: 'k',
  name: 'CI',
  display: 'sk-live-Ab3…x9Qz',
  mode: 'live',
  scope: 'infer',
  state: 'active',
  allowedModels: [],
  allowedCidrs: [],
  requestsPerMinuteMax: null,
  tokensPerMinuteMax: null,
  previous: null,
  createdAt: inDays(-80),
  createdBy: null,
  expiresAt: null,
  lastUsedAt: null,
  ...given,
});
const week = { requests: 100, errors: 1, inputs: 100, tokens: 1000, costNano: nano(0n) };
const texts = (...given: Parameters<typeof attention>) =>
  attention(...given).map(({ tone, text }) => `${tone}: ${text}`);

test('nothing to say when all is well', () => {
  expect(attention(tenant(), [key({ expiresAt: inDays(30) })], week, now)).toEqual([]);
});

test('what a trial has to know is told on every page, so it is not said here again', () => {
  const credit = { grantedNano: nano(5_000_000_000n), availableNano: nano(0n), usedUp: true };
  expect(attention(tenant({ credit, trialEndsAt: inDays(-1) }), [], week, now)).toEqual([]);
});

test('a suspended tenant is told that and nothing about its credit', () => {
  const said = texts(
    tenant({ suspended: true, credit: { grantedNano: nano(1n), availableNano: nano(0n), usedUp: true } }),
    [],
    week,
    now,
  );
  expect(said).toEqual(['bad: This tenant is suspended: every request is refused. Ask the operator why.']);
});

test('active keys that expire within a week are named', () => {
  const keys = [
    key({ name: 'CI', expiresAt: inDays(6) }),
    key({ name: 'later', expiresAt: inDays(8) }),
    key({ name: 'gone', state: 'revoked', expiresAt: inDays(1) }),
  ];
  expect(texts(tenant(), keys, week, now)).toEqual([
    'warn: The key “CI” expires on 2026-03-10. Make a new one and move to it before.',
  ]);
});

test.each([
  [100, 5, 1],
  [100, 4, 0],
  [19, 19, 0],
])('of %d requests %d failed: %d notice', (requests, errors, count) => {
  expect(attention(tenant(), [], { ...week, requests, errors }, now)).toHaveLength(count);
});

test('what stops requests comes before what soon will', () => {
  const said = attention(tenant({ suspended: true }), [key({ expiresAt: inDays(1) })], week, now);
  expect(said.map(({ tone }) => tone)).toEqual(['bad', 'warn']);
});
