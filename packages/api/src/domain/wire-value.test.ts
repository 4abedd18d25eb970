import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wireTransformer } from './wire-value.ts';

const sent = (value: unknown) =>
  wireTransformer.deserialize(JSON.parse(JSON.stringify(wireTransformer.serialize(value))));

test('dates, amounts and every other value of ours arrive as they were sent, under whatever names', () => {
  const leaves = fc.oneof(
    fc.date({ noInvalidDate: true }),
    fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
    fc.double().map((value) => value + 0),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
  );
  const names = fc.oneof(fc.string(), fc.constantFrom('json', 'meta', 'constructor', '0', 'a.b', 'date'));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      leaves,
      fc.array(tie('value')),
      fc.dictionary(names, tie('value'), { noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(value, (given) => {
      expect(sent(given)).toEqual(given);
    }),
  );
});

test('nothing at all arrives as nothing, and what is left out stays left out', () => {
  expect(sent(undefined)).toBeUndefined();
  expect(sent({ name: undefined, at: new Date(0) })).toEqual({ at: new Date(0) });
});

test('what has no word of ours is refused where it is sent, by its name', () => {
  expect(() => wireTransformer.serialize({ found: { all: new Set() } })).toThrow('A Set cannot be sent: found.all.');
});

test('no path from outside reaches a prototype', () => {
  const attack = '{"json":{"a":"2026-01-01"},"meta":[["__proto__","x","date"],["constructor","prototype","a","date"]]}';
  expect(wireTransformer.deserialize(JSON.parse(attack))).toEqual({ a: '2026-01-01' });
  expect(({} as Record<string, unknown>).x).toBeUndefined();
  // An own property of that name is no more than a property.
  const own = JSON.parse('{"json":{"__proto__":"7"},"meta":[["__proto__","bigint"]]}');
  expect(Object.getOwnPropertyDescriptor(wireTransformer.deserialize(own), '__proto__')?.value).toBe(7n);
});

test.each([
  null,
  'text',
  { json: 'x', meta: 'text' },
  { json: 'x', meta: [null, [], [{ toString: 1 }, 'date'], ['constructor'], ['json', 'length', 'number']] },
  { json: 'x', meta: [['__proto__'], ['toString'], ['bigint'], ['number']] },
  {
    json: { at: 7 },
    meta: [
      ['at', 'date'],
      ['gone', 'date'],
      ['at', 'deep', 'bigint'],
    ],
  },
])('marks that fit nothing leave the value alone: %j', (wire) => {
  const json = (wire as { json?: unknown } | null)?.json;
  expect(wireTransformer.deserialize(wire as never)).toEqual(json);
});

test('a million digits are no amount', () => {
  const digits = '9'.repeat(1_000_000);
  expect(wireTransformer.deserialize({ json: digits, meta: [['bigint']] })).toBe(digits);
});
