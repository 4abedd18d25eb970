import { expect, test } from 'vitest';
import { FAULT_CODES, Fault, notFound } from './fault.ts';

test('fault codes are distinct words in snake case', () => {
  expect(new Set(FAULT_CODES).size).toBe(FAULT_CODES.length);
  for (const code of FAULT_CODES) expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
});

test('a fault keeps what is for the log apart from what is for the caller', () => {
  const cause = new Error('connection refused to 10.0.0.1');
  const fault = new Fault('internal', 'Something failed on our side.', { internal: 'pool is empty', cause });
  expect(fault).toMatchObject({ name: 'Fault', code: 'internal', param: null, internal: 'pool is empty', cause });
  expect(fault.retryAfterMs).toBeUndefined();
  expect(fault.message).not.toMatch(/10\.0\.0\.1|pool/);
});

test('what is not there and what is not yours read alike', () => {
  expect(notFound('key')).toMatchObject({ code: 'not_found', message: 'No such key.', param: null });
});
