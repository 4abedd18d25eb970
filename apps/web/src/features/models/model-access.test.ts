import { expect, test } from 'vitest';
import { modelAccess } from './model-access.ts';

const model = {
  id: 'm',
  displayName: 'M',
  description: '',
  dimensions: 1,
  allowedDimensions: [1],
  maxInputTokens: 1,
  pricePerMillionNano: 0n,
};

test.each([
  [{ included: true, everyPlan: false, plans: ['Trial', 'Scale'] }, 'Included in Starter'],
  [{ included: true, everyPlan: true, plans: ['Trial', 'Scale'] }, 'Included in every plan'],
  [
    { included: false, everyPlan: false, plans: ['Builder', 'Scale', 'Enterprise'] },
    'Not in Starter. Included in Builder, Scale and Enterprise',
  ],
  [{ included: false, everyPlan: false, plans: [] }, 'In no plan; ask the operator'],
])('%j reads: %s', (access, text) => {
  expect(modelAccess({ ...model, ...access }, 'Starter')).toBe(text);
});
