import { expect, test } from 'vitest';
import { limitCodes } from '../requests/request-filters.ts';
import { limitName } from './limit-name.ts';

test('every code of a limit has a name of its own', () => {
  const names = limitCodes.map(limitName);
  expect(names).toEqual(['Requests a minute', 'Tokens a minute', 'Requests in flight', 'Monthly budget']);
});
