import { expect, test } from 'vitest';
import { createSealer } from './sealer.ts';

const SECRET = 'a secret of at least 32 characters';

test('what was sealed opens with the same secret and label, and looks different every time', () => {
  const sealer = createSealer(SECRET);
  const [first, second] = [sealer.seal('grüße 🌌', 'a'), sealer.seal('grüße 🌌', 'a')];
  expect(Buffer.from(first).equals(Buffer.from(second))).toBe(false);
  expect(createSealer(SECRET).open(first, 'a')).toBe('grüße 🌌');
  expect(Buffer.from(first).includes('grüße')).toBe(false);
});

test('another label, another secret, a changed or a cut byte: refused', () => {
  const sealer = createSealer(SECRET);
  const sealed = sealer.seal('text', 'a');
  expect(() => sealer.open(sealed, 'b')).toThrow();
  expect(() => createSealer(`${SECRET}.`).open(sealed, 'a')).toThrow();
  for (let place = 0; place < sealed.length; place++) {
    const changed = new Uint8Array(sealed);
    changed[place] = (changed[place] ?? 0) ^ 1;
    expect(() => sealer.open(changed, 'a'), `byte ${place}`).toThrow();
    expect(() => sealer.open(sealed.subarray(0, place), 'a'), `${place} bytes`).toThrow();
  }
});
