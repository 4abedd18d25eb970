import { expect, test } from 'vitest';
import { endpointState, failedText } from './endpoint-text.ts';

test('an open breaker is told even of a model that was disabled since; one that nobody called is not called healthy', () => {
  const word = (enabled: boolean, phase: 'open' | 'half_open' | 'closed' | null, requests: number) =>
    endpointState({ enabled, phase, requests }).word;
  expect(word(false, 'open', 5)).toBe('Breaker open');
  expect(word(true, 'half_open', 5)).toBe('Probing');
  expect(word(false, 'closed', 5)).toBe('Not enabled');
  expect(word(true, null, 0)).toBe('Not called lately');
  expect(word(true, 'closed', 0)).toBe('Not called lately');
  expect(word(true, 'closed', 5)).toBe('Serving');
});

test('the share that failed is never rounded to none', () => {
  expect(failedText({ requests: 0, failures: 0 })).toBe('–');
  expect(failedText({ requests: 12, failures: 0 })).toBe('0 of 12');
  expect(failedText({ requests: 12, failures: 3 })).toBe('3 of 12 · 25 %');
  expect(failedText({ requests: 1_000, failures: 1 })).toBe('1 of 1,000 · under 1 %');
});
