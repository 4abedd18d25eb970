import { FAULT_CODES, Fault } from '@gridsky/api/domain';
import { expect, it } from 'vitest';
import { openaiError, retryHeaders } from './openai/faults.ts';
import { duration } from './openai/rate-headers.ts';
import { scaigridError } from './scaigrid/faults.ts';

const ERRORS = 'https://gridsky.example/docs/errors';

it.each(FAULT_CODES)('%s shows its public text and nothing internal in either dialect', (code) => {
  const fault = new Fault(code, 'public text', { internal: 'secret detail', cause: new Error('stack detail') });
  const texts = [openaiError(fault, ERRORS), scaigridError(fault, 'req_1', ERRORS)].map((answer) =>
    JSON.stringify(answer),
  );
  for (const text of texts) {
    expect(text).toContain('public text');
    expect(text).not.toMatch(/secret detail|stack detail/);
  }
});

it.each(FAULT_CODES)('%s leads to its section of the documentation, in the message and in the header Link', (code) => {
  const fault = new Fault(code, 'What is wrong. What to do.');
  const section = `${ERRORS}#${code}`;
  const openai = openaiError(fault, ERRORS);
  const scaigrid = scaigridError(fault, 'req_1', ERRORS);
  for (const { headers, body } of [openai, scaigrid]) {
    expect(body).toMatchObject({ error: { message: `What is wrong. What to do. See ${section}` } });
    expect(headers.link).toBe(`<${section}>; rel="help"`);
  }
  // OpenAI's error object has these four fields and no others.
  expect(Object.keys((openai.body as { error: object }).error).sort()).toEqual(['code', 'message', 'param', 'type']);
});

it('an exhausted credit is not to be retried; a rate limit tells when', () => {
  expect(openaiError(new Fault('credit_exhausted', ''), ERRORS).headers).toMatchObject({ 'x-should-retry': 'false' });
  expect(openaiError(new Fault('rate_limited_tokens', '', { retryAfterMs: 1_234.5 }), ERRORS).headers).toMatchObject({
    'retry-after': '2',
    'retry-after-ms': '1235',
  });
});

it('a wait is never longer than 60 s, which is where SDKs stop waiting', () => {
  expect(retryHeaders(3_600_000)).toEqual({ 'retry-after': '60', 'retry-after-ms': '60000' });
  const fault = new Fault('rate_limited_requests', '', { retryAfterMs: 3_600_000 });
  expect(scaigridError(fault, 'req_1', ERRORS).headers).toMatchObject({
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
