import fc from 'fast-check';
import { expect, it } from 'vitest';
import { normalForm } from './normal-form.ts';

const mark = fc.constantFrom(
  ...'\u0301\u0323\u0327\u0334\u0345\u05b0\u05b4\u064b\u0651\u093c\u094d\u3099\uff9e\u0344\u0f73\u20dd\u0903',
);

it('is the normal form of JavaScript, on long runs of marks too, where that sorts by insertion', () => {
  const text = fc.string({
    unit: fc.oneof(mark, fc.constantFrom('a', 'か', '각', 'ﬁ')),
    minLength: 60,
    maxLength: 400,
  });
  const runs = fc.string({ unit: mark, minLength: 64, maxLength: 300 });
  fc.assert(
    fc.property(fc.array(fc.oneof(text, runs), { maxLength: 3 }), fc.constantFrom('NFKC', 'NFD'), (parts, form) => {
      const joined = parts.join('e');
      expect([...normalForm(joined, form)].join('')).toBe(joined.normalize(form));
    }),
  );
});

it('orders half a million marks, with pauses', () => {
  const steps = [...normalForm(`a${'\u0301\u0323'.repeat(250_000)}`, 'NFKC')];
  expect(steps.length).toBeGreaterThan(100);
  expect(steps.join('')).toBe(`\u1ea1${'\u0323'.repeat(249_999)}${'\u0301'.repeat(250_000)}`);
});
