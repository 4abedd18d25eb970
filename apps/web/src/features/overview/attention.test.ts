import { nano } from '@gridsky/api/domain';
import type { KeyView } from '@gridsky/api/services';
import { expect, test } from 'vitest';
import { attention } from './attention.ts';

const now = new Date('2026-03-04T12:00:00Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
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
const texts = (...given: Parameters<typeof attention>) => attention(...given).map(({ text }) => text);

test('nothing to say when all is well', () => {
  expect(attention([key({ expiresAt: inDays(30) })], week, now)).toEqual([]);
});

test('active keys that expire within a week are named', () => {
  const keys = [
    key({ name: 'CI', expiresAt: inDays(6) }),
    key({ name: 'later', expiresAt: inDays(8) }),
    key({ name: 'gone', state: 'revoked', expiresAt: inDays(1) }),
  ];
  expect(texts(keys, week, now)).toEqual(['The key “CI” expires on 2026-03-10. Make a new one and move to it before.']);
});

test.each([
  [100, 5, 1],
  [100, 4, 0],
  [19, 19, 0],
])('of %d requests %d failed: %d notice', (requests, errors, count) => {
  expect(attention([], { ...week, requests, errors }, now)).toHaveLength(count);
});
