import { PLANS } from '@gridsky/api/domain';
import { expect, test } from 'vitest';
import { planTexts, readPlan } from './plan-fields.ts';

test.each(PLANS)('the $id plan is read as it was written', (plan) => {
  const { id: _id, metered, ...terms } = plan;
  expect(readPlan(planTexts(terms), { metered })).toEqual({ terms, errors: null });
});

test.each([
  ['keysMax', '', 'Enter a whole number.'],
  ['keysMax', '0', 'It must be at least 1.'],
  ['membersMax', '2.5', 'Enter a whole number.'],
  ['priceMonthlyNano', '19 €', 'Enter dollars such as 19 or 0.02.'],
  ['creditNano', '-1', 'Enter dollars such as 19 or 0.02.'],
  ['trialDays', '9,999', 'It must be at most 3,650 days.'],
  ['name', ' ', 'Enter a name.'],
  ['creditNano', '5', 'This plan is flat: nothing would ever be taken from a credit.'],
  ['requestsPerMinuteKeyMax', '9,000', '9,000 is more than 600, what one user may send a minute with all their keys.'],
])('a wrong %s "%s" is said at its field', (term, text, message) => {
  const plan = PLANS.find(({ id }) => id === 'builder');
  if (!plan) throw new Error('there is no builder plan');
  expect(readPlan({ ...planTexts(plan), [term]: text }, plan).errors).toEqual({ [term]: message });
});
