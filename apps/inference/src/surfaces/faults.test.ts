import { FAULT_CODES, Fault } from '@gridsky/api/domain';
import { expect, it } from 'vitest';
import { openaiError, retryHeaders } from './openai/faults.ts';
import { duration } from './openai/rate-headers.ts';
import { scaigridError } from './scaigrid/faults.ts';

it.each(FAULT_CODES)('%s shows its public text and nothing internal in either dialect', (code) => {
  const fault = new Fault(code, 'public text', { internal: 'secret detail', cause: new Error('stack detail') });
  const texts = [openaiError(fault), scaigridError(fault, 'req_1')].map((answer) => JSON.stringify(answer));
  for (const text of texts) {
    expect(text).toContain('public text');
    expect(text).not.toMatch(/secret detail|stack detail/);
  }
});

it('an exhausted credit is not to be retried; a rate limit tells when', () => {
  expect(openaiError(new Fault('credit_exhausted', '')).headers).toEqual({ 'x-should-retry': 'false' });
  expect(openaiError(new Fault('rate_limited_tokens', '', { retryAfterMs: 1_234.5 })).headers).toEqual({
    'retry-after': '2',
    'retry-after-ms': '1235',
  });
});

it('a wait is never longer than 60 s, which is where SDKs stop waiting', () => {
  expect(retryHeaders(3_600_000)).toEqual({ 'retry-after': '60', 'retry-after-ms': '60000' });
  expect(scaigridError(new Fault('rate_limited_requests', '', { retryAfterMs: 3_600_000 }), 'req_1').headers).toEqual({
    'retry-after': '60',
  });
});

it('durations are written as OpenAI writes them', () => {
  expect([12, 999, 1_000, 1_001, 59_000, 360_000, 61_000].map(duration)).toEqual([
    '12ms',
    '999ms',
    '1s',
    '2s',
    '59s',
    '6m0s',
    '1m1s',
  ]);
});
