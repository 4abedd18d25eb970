import { expect, test } from 'vitest';
import { hasRestrictions, limitDetails, limitWords } from './key-limits.ts';

const none = { allowedModels: [], allowedCidrs: [], requestsPerMinuteMax: null, tokensPerMinuteMax: null };
const all = {
  allowedModels: ['plugsky-embed-v1'],
  allowedCidrs: ['10.0.0.0/8', '2001:db8::/32'],
  requestsPerMinuteMax: 30,
  tokensPerMinuteMax: 12_500,
};

test('a key without restrictions has no words', () => {
  expect(limitWords(none)).toEqual([]);
  expect(limitDetails(none)).toBe('');
  expect(hasRestrictions(none)).toBe(false);
});

test('every restriction is said, shortly and in full', () => {
  expect(limitWords(all)).toEqual(['30 req/min', '12.5K tok/min', '1 model', '2 addresses']);
  expect(limitDetails(all)).toBe(
    '30 requests a minute; 12,500 tokens a minute; only plugsky-embed-v1; from 10.0.0.0/8, 2001:db8::/32',
  );
  expect(hasRestrictions(all)).toBe(true);
});
