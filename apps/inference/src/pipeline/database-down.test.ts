import { expect, it } from 'vitest';
import { isDatabaseDown, withinTime } from './database-down.ts';
import { toFault } from './faults.ts';

const coded = (code: string) => Object.assign(new Error('x'), { code });

it.each([
  coded('ECONNREFUSED'),
  coded('57P03'),
  new Error('Query read timeout'),
  new Error('Connection terminated unexpectedly'),
  new Error('timeout exceeded when trying to connect'),
  new AggregateError([coded('ECONNREFUSED')]),
  new Error('Invalid `apiKey.findUnique()` invocation', { cause: { kind: 'DatabaseNotReachable' } }),
  Object.assign(coded('P2039'), {
    meta: { driverAdapterError: { cause: { kind: 'postgres', originalCode: '57P03' } } },
  }),
])('a database that is away (%s) is a 503 with a time to come back, however deep the cause lies', (error) => {
  expect(isDatabaseDown(error)).toBe(true);
  expect(toFault(new Error('outer', { cause: error }))).toMatchObject({ code: 'overloaded', retryAfterMs: 1_000 });
});

it('a wrong statement is no database that is away', () => {
  expect(isDatabaseDown(coded('42P01'))).toBe(false);
  expect(isDatabaseDown(null)).toBe(false);
  expect(toFault(coded('23505')).code).toBe('internal');
});

it('a query that never answers is given up after its time', async () => {
  await expect(withinTime(new Promise(() => {}), 1)).rejects.toThrow('did not answer within 1 ms');
  await expect(withinTime(Promise.resolve(7), 1_000)).resolves.toBe(7);
});
