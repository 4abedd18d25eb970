import { nano } from '@gridsky/api/domain';
import { expect, test } from 'vitest';
import { modelAccess } from './model-access.ts';

const model = {
  id: 'm',
  displayName: 'M',
  description: '',
  dimensions: 1,
  allowedDimensions: [1],
  maxInputTokens: 1,
  pricePerMillionNano: nano(0n),
  provider: null,
  aliases: [],
};

test.each([
  [{ included: true, everyPlan: false, plans: ['Trial', 'Scale'] }, 'Included: in Starter'],
  [{ included: true, everyPlan: true, plans: ['Trial', 'Scale'] }, 'Included: in every plan'],
  [
    { included: false, everyPlan: false, plans: ['Builder', 'Scale', 'Enterprise'] },
    'Not included: Builder, Scale and Enterprise include it',
  ],
  [{ included: false, everyPlan: false, plans: ['Enterprise'] }, 'Not included: Enterprise includes it'],
  [{ included: false, everyPlan: false, plans: [] }, 'Not included: No plan includes it: ask the operator'],
])('%j reads: %s', (access, text) => {
  const { word, why } = modelAccess({ ...model, ...access }, 'Starter');
  expect(`${word}: ${why}`).toBe(text);
});
