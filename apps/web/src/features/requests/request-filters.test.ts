import { expect, test } from 'vitest';
import {
  defaultRequestFilters,
  isNarrowed,
  outcomes,
  type RequestFilters,
  readRequestFilters,
  requestCodes,
  requestRanges,
  requestsPath,
} from './request-filters.ts';

const read = (path: string) => readRequestFilters(new URL(path, 'https://grid.example').searchParams);

test('every choice survives the way into the URL and back', () => {
  const views: Partial<RequestFilters>[] = [
    ...requestRanges.map((range) => ({ range })),
    { range: { from: '2026-03-01', to: '2026-03-31' } },
    ...outcomes.map((outcome) => ({ outcome })),
    ...requestCodes.map((code) => ({ code })),
    { code: 'limits' },
    { model: 'openai/text-embedding-3-small' },
    { model: '&key=+ü' },
    { keyId: '01925f0e-6e2c-7b5a-8c1d-0a1b2c3d4e5f', id: 'req_01925f0e6e2c7b5a8c1d0a1b2c3d4e5f' },
  ];
  for (const view of views) expect(read(requestsPath(view))).toEqual({ ...defaultRequestFilters, ...view });
});

test('the default view has the plain address, a request the short one', () => {
  expect(requestsPath({})).toBe('/usage/requests');
  expect(requestsPath({ id: 'req_1' })).toBe('/usage/requests?id=req_1');
});

test('what a URL says wrongly becomes the default, the rest stays', () => {
  const path = '/usage/requests?range=5y&outcome=__proto__&code=nonsense&key=1%27&model=&from=2026-02-30&to=x&id=req_1';
  expect(read(path)).toEqual({ ...defaultRequestFilters, id: 'req_1' });
});

test('a range or an open request narrows nothing, any other filter does', () => {
  expect(isNarrowed({ ...defaultRequestFilters, range: '1h', id: 'req_1' })).toBe(false);
  expect(isNarrowed({ ...defaultRequestFilters, outcome: 'failed' })).toBe(true);
});
