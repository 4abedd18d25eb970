import { expect, test } from 'vitest';
import { createEndpoints } from './endpoint-health.ts';

test('an endpoint’s last failure keeps its reason while its breaker refuses, and tells how long ago it was', () => {
  let time = 1_000;
  const endpoints = createEndpoints(() => time);
  const endpoint = endpoints.of('one');
  expect(endpoints.figures()).toMatchObject([{ id: 'one', requests: 0, lastFailure: null }]);
  endpoint.note(30, 'unauthorized');
  time += 500;
  endpoint.note(0, 'breaker_open');
  time += 250;
  endpoint.note(10, null);
  expect(endpoints.figures()).toEqual([
    {
      ...{ id: 'one', phase: 'closed', requests: 3, failures: 2, p50Ms: 10, p95Ms: 10 },
      lastFailure: { reason: 'unauthorized', agoMs: 250 },
    },
  ]);
});
