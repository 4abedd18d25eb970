import { TRPCClientError } from '@trpc/client';
import { expect, test, vi } from 'vitest';
import { requestError } from './request-error.ts';

const refusal = (code: string) =>
  new TRPCClientError('No.', {
    result: {
      error: { code: -32603, message: 'No.', data: { fault: { code, param: null }, docs: `/docs/errors#${code}` } },
    },
  } as never);

test('a refusal by the plan leads to the plans, any other to its documentation', () => {
  expect(requestError(refusal('plan_limit')).docs).toBe('/billing');
  expect(requestError(refusal('conflict')).docs).toBe('/docs/errors#conflict');
});

test('a session that has ended leads to sign-in, and from there back to the page that asked', () => {
  vi.stubGlobal('window', { location: { pathname: '/usage', search: '?group=key' } });
  expect(requestError(refusal('unauthenticated')).docs).toBe('/sign-in?next=%2Fusage%3Fgroup%3Dkey');
  vi.unstubAllGlobals();
});

test('what is no answer of ours says that the dashboard was not reached, and leads nowhere', () => {
  expect(requestError(new Error('fetch failed'))).toEqual({
    message: 'The dashboard could not be reached. Check your connection and try again.',
  });
});
