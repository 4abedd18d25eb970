import { expect, test } from 'vitest';
import { healthText } from './health-text.ts';

const health = { id: 'x', alias: 'x', requests: 0, failures: 0, p50Ms: null, p95Ms: null, breaker: null };

test('latency and the share of failures are told, and never rounded to none', () => {
  expect(healthText(health)).toEqual({ latency: null, errors: null });
  expect(healthText({ ...health, requests: 3, failures: 3 })).toEqual({
    latency: 'none served',
    errors: 'p50 / p95 · 100 % of 3 failed',
  });
  expect(healthText({ ...health, requests: 20_000, failures: 1, p50Ms: 8.44, p95Ms: 2_140 })).toEqual({
    latency: '8.4 ms / 2.1 s',
    errors: 'p50 / p95 · under 0.1 % of 20,000 failed',
  });
});
