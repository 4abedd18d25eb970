import { expect, it } from 'vitest';
import { widenFloat16 } from './float16.ts';

it('half-precision numbers keep their value: normal, subnormal, largest, infinite and not a number', () => {
  const halves = Uint16Array.of(0x3c00, 0xc000, 0x0001, 0x7bff, 0x7c00, 0xfc00, 0x8000, 0x3555);
  expect([...widenFloat16(halves)]).toEqual([1, -2, 2 ** -24, 65504, Infinity, -Infinity, -0, 0.333251953125]);
  expect(widenFloat16(Uint16Array.of(0x7e00))[0]).toBeNaN();
});
