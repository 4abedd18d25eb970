import { nano, PLANS } from '@gridsky/api/domain';
import { expect, test } from 'vitest';
import { dollars, planPrice, planRows, shortCount } from './plan-terms.ts';

test('limits are written short and exact', () => {
  expect([60, 1_000, 3_000, 10_000, 100_000, 500_000, 2_000_000, 50_000_000].map(shortCount)).toEqual([
    '60',
    '1,000',
    '3,000',
    '10,000',
    '100 K',
    '500 K',
    '2 M',
    '50 M',
  ]);
});

test('dollars drop empty cents and keep real ones', () => {
  expect([dollars(nano(19_000_000_000n)), dollars(nano(20_000_000n))]).toEqual(['$19', '$0.02']);
});

test('a trial that is sold says that it costs its credit; no other plan reads differently then', () => {
  const differing = PLANS.filter((plan) => planPrice(plan, 'free').words !== planPrice(plan, 'paid').words);
  expect(differing.map((plan) => [plan.id, planPrice(plan, 'free'), planPrice(plan, 'paid')])).toEqual([
    [
      'trial',
      { figure: '$5', words: 'of credit, 14 days' },
      { figure: '$5', words: 'once, for as much credit, 14 days' },
    ],
  ]);
});

test('every plan has a price and a value in every row', () => {
  for (const plan of PLANS) {
    expect(planPrice(plan, 'free').figure).toMatch(/^\$\d+$|^Contract$/);
    for (const row of planRows) expect(row.value(plan)).not.toBe('');
  }
});
