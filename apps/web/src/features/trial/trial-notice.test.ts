import { type NanoDollars, nano } from '@gridsky/api/domain';
import { expect, test } from 'vitest';
import { trialNotice } from './trial-notice.ts';

const now = new Date('2031-03-14T12:00:00Z');
const tenant = (availableNano: NanoDollars, days = 14, metered = true) => ({
  plan: { metered },
  credit: { grantedNano: nano(5_000_000_000n), availableNano, usedUp: availableNano < 20n },
  trialEndsAt: new Date(now.getTime() + days * 86_400_000),
});

test.each([
  [tenant(nano(5_000_000_000n)), null],
  [tenant(nano(0n), 14, false), null],
  [tenant(nano(2_500_000_000n)), 'Half of the trial credit is used: $2.50 of $5.00 is left.'],
  [tenant(nano(999_999_980n)), '80 % of the trial credit is used: $0.99999998 of $5.00 is left.'],
  [tenant(nano(0n)), 'The trial credit is used up: $0.00 of $5.00 is left. Requests are refused.'],
  [
    tenant(nano(19n)),
    'The trial credit is used up: $0.000000019 of $5.00 is left. Requests that cost more are refused.',
  ],
  [tenant(nano(20n)), '80 % of the trial credit is used: $0.00000002 of $5.00 is left.'],
  [
    tenant(nano(5_000_000_000n), 3),
    'The trial ends on 2031-03-17, with $5.00 of $5.00 left. Requests are refused then.',
  ],
  [tenant(nano(0n), 0), 'The trial ended on 2031-03-14. Requests are refused.'],
])('a tenant is told what it has to know', (given, text) => {
  expect(trialNotice(given, now)?.text ?? null).toBe(text);
});

test('a second tenant of the same person is told why it has no credit', () => {
  const none = { ...tenant(nano(0n)), credit: { grantedNano: nano(0n), availableNano: nano(0n), usedUp: true } };
  expect(trialNotice(none, now)).toMatchObject({ tone: 'bad', text: expect.stringContaining('once a person') });
});
