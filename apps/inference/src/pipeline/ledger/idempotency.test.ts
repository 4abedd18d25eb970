import { expect, test } from 'vitest';
import { identify } from './idempotency.ts';

const job = { model: 'm', inputs: ['a', 'bc'], dimensions: null, inputType: 'document' } as const;

test('no key, no identity', () => {
  expect(identify(null, 'm', job)).toBeNull();
});

test('the same request is known by the same hashes; another model, text, order, cut, width or type is another request', () => {
  const known = identify('k', 'm', job);
  expect(identify('k', 'm', { ...job })).toEqual(known);
  const others = [
    identify('k', 'other', job),
    identify('k', 'm', { ...job, inputs: ['a', 'bd'] }),
    identify('k', 'm', { ...job, inputs: ['bc', 'a'] }),
    identify('k', 'm', { ...job, inputs: ['ab', 'c'] }),
    identify('k', 'm', { ...job, inputs: ['a2:bc'] }),
    identify('k', 'm', { ...job, dimensions: 256 }),
    identify('k', 'm', { ...job, inputType: 'query' }),
  ];
  const hashes = [known, ...others].map((identity) => identity?.requestHash.toString('hex'));
  expect(new Set(hashes).size).toBe(8);
});

test.each(['', 'x'.repeat(256)])('a key of no or more than 255 characters is refused by its name', (key) => {
  expect(() => identify(key, 'm', job)).toThrow(
    expect.objectContaining({ code: 'invalid', param: 'Idempotency-Key', message: expect.stringContaining('255') }),
  );
});
