import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FLOAT_BYTES_MAX, writeFloat } from './float-text.ts';

const bits = new Uint32Array(1);
const float = new Float32Array(bits.buffer);

function textOf(value: number): string {
  const out = Buffer.alloc(FLOAT_BYTES_MAX + 2, 'x');
  const end = writeFloat(out, 1, value);
  expect(end - 1).toBeLessThanOrEqual(FLOAT_BYTES_MAX);
  expect(out.toString('latin1', end)).toMatch(/^x+$/);
  return out.toString('latin1', 1, end);
}

function floatOf(pattern: number): number {
  bits[0] = pattern;
  return float[0] ?? 0;
}

function expectShortest(value: number): void {
  const text = textOf(value);
  expect(Math.fround(JSON.parse(text) as number) + 0).toBe(value + 0);
  const digits = text.replace(/e.*$/, '').replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '').length;
  if (digits > 1) expect(Math.fround(Number(value.toPrecision(digits - 1))), text).not.toBe(value);
}

it('any float32 is written so that it reads back, and by no rounding to fewer digits', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffffff }), (pattern) => {
      const value = floatOf(pattern);
      if (Number.isFinite(value)) expectShortest(readable(value));
    }),
    { numRuns: 20_000 },
  );
});

it('so is every number that a unit vector is likely to hold', () => {
  fc.assert(
    fc.property(fc.double({ min: -1, max: 1, noNaN: true }), fc.integer({ min: 0, max: 7 }), (value, tenths) => {
      const small = Math.fround(value / 10 ** tenths);
      expectShortest(readable(small));
    }),
    { numRuns: 20_000 },
  );
});

it('edges: powers of ten and two and their neighbours, the smallest and the largest', () => {
  for (let exponent = -45; exponent <= 38; exponent++) around(Math.fround(10 ** exponent));
  for (let exponent = -149; exponent <= 127; exponent++) around(2 ** exponent);
  around(floatOf(0x7f7fffff));
});

it.each([
  [0.1, '0.1'],
  [-0.5, '-0.5'],
  [0, '0'],
  [-0, '0'],
  [1, '1'],
  [100, '100'],
  [0.3333333432674408, '0.33333334'],
  [16777216, '16777216'],
  [123456.7890625, '123456.79'],
  [1e-7, '1e-7'],
  [3.4028234663852886e38, '3.4028235e+38'],
  [1.401298464324817e-45, '1e-45'],
])('%f is written %s', (value, text) => {
  expect(textOf(Math.fround(value))).toBe(text);
});

function around(value: number): void {
  float[0] = value;
  const pattern = bits[0] ?? 0;
  for (const near of [pattern - 1, pattern, pattern + 1]) {
    const neighbour = floatOf(near >>> 0);
    if (Number.isFinite(neighbour)) {
      expectShortest(readable(neighbour));
      expectShortest(readable(-neighbour));
    }
  }
}

/** −0 is written as 0. */
function readable(value: number): number {
  return value + 0;
}
