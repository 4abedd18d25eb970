import { nano } from '@gridsky/api/domain';
import type { SoldPlan, SubscriptionView } from '@gridsky/api/services';
import { expect, test } from 'vitest';
import { losses, subscriptionState } from './billing-text.ts';

const now = new Date('2031-03-14T12:00:00Z');
const starter: SoldPlan = {
  id: 'starter',
  name: 'Starter',
  position: 1,
  models: ['plugsky-embed-v1'],
  priceMonthlyNano: nano(19_000_000_000n),
  requestsPerMinuteTenantMax: 1_000,
  tokensPerMinuteTenantMax: 2_000_000,
  keysMax: 10,
  membersMax: 5,
};
const builder: SoldPlan = {
  ...starter,
  id: 'builder',
  name: 'Builder',
  models: ['plugsky-embed-v1', 'large'],
  keysMax: 50,
};
const subscription = (given: Partial<SubscriptionView>): SubscriptionView => ({
  status: 'active',
  planId: 'builder',
  priceMonthlyNano: nano(79_000_000_000n),
  currentPeriodEnd: new Date('2031-04-01T12:00:00Z'),
  cancelAtPeriodEnd: false,
  nextPlanId: null,
  graceEndsAt: null,
  ...given,
});
const next = (given: Partial<SubscriptionView>) => subscriptionState(subscription(given), [starter, builder], now).next;

test('each state says what happens next, with its day and its price', () => {
  expect(next({})).toBe('Renews on 2031-04-01 for $79.');
  expect(next({ nextPlanId: 'starter' })).toBe('Becomes Starter on 2031-04-01, for $19 a month.');
  expect(next({ cancelAtPeriodEnd: true })).toContain('Paid until 2031-04-01');
  expect(next({ status: 'past_due', graceEndsAt: new Date('2031-03-20T00:00:00Z') })).toContain('until 2031-03-20');
  expect(next({ status: 'past_due', graceEndsAt: new Date('2031-03-10T00:00:00Z') })).toContain('ended on 2031-03-10');
  expect(next({ status: 'canceled' })).toBe('Choose a plan to go on.');
});

test('who moves down is told what becomes smaller, and who moves up nothing', () => {
  expect(losses(builder, starter)).toEqual([
    'large is not included: requests to it will be refused',
    'Keys: 10 in place of 50',
  ]);
  expect(losses(starter, builder)).toEqual([]);
});
