import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displaySecret, generateSecret, maskSecret, parseSecret } from './api-key-secret.ts';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const modes = fc.constantFrom('live' as const, 'test' as const);

/** Secrets from bytes that fast-check chooses, so that a failing one can be told again. */
const secrets = fc
  .tuple(modes, fc.infiniteStream(fc.integer({ min: 0, max: 255 })))
  .map(([mode, bytes]) => generateSecret(mode, (count) => Uint8Array.from([...bytes.take(count)])));

test('every generated key parses as the mode it was made for', () => {
  fc.assert(
    fc.property(modes, (mode) => {
      const secret = generateSecret(mode, randomBytes);
      expect(secret).toMatch(/^sk-(live|test)-[0-9A-Za-z]{49}$/);
      expect(parseSecret(secret)).toEqual({ ok: true, mode });
    }),
  );
});

test('no change of a single character goes unnoticed', () => {
  fc.assert(
    fc.property(secrets, (secret) => {
      for (let position = 0; position < secret.length; position++) {
        for (const character of BASE62) {
          if (character === secret[position]) continue;
          const changed = secret.slice(0, position) + character + secret.slice(position + 1);
          if (parseSecret(changed).ok) throw new Error(`${changed} passes for ${secret}`);
        }
      }
    }),
    { numRuns: 10 },
  );
});

test('no two characters that swapped places go unnoticed, neighbours or not', () => {
  fc.assert(
    fc.property(secrets, (secret) => {
      for (let first = 0; first < secret.length; first++) {
        for (let second = first + 1; second < secret.length; second++) {
          if (secret[first] === secret[second]) continue;
          const swapped = [...secret];
          [swapped[first], swapped[second]] = [secret[second] ?? '', secret[first] ?? ''];
          if (parseSecret(swapped.join('')).ok) throw new Error(`${swapped.join('')} passes for ${secret}`);
        }
      }
    }),
    { numRuns: 20 },
  );
});

test('a key that is cut, lengthened or wrapped is refused', () => {
  fc.assert(
    fc.property(secrets, (secret) => {
      for (let length = 0; length < secret.length; length++) {
        expect(parseSecret(secret.slice(0, length)).ok).toBe(false);
        expect(parseSecret(secret.slice(-length - 1, -1)).ok).toBe(false);
      }
      for (const wrapped of [`${secret}0`, ` ${secret}`, `${secret}\n`, `"${secret}"`, secret + secret]) {
        expect(parseSecret(wrapped).ok).toBe(false);
      }
    }),
    { numRuns: 20 },
  );
});

test('the reason tells a damaged key from what is no key of ours', () => {
  for (const foreign of ['', 'sk-proj-abc', 'Bearer', 'SK-LIVE-abc'])
    expect(parseSecret(foreign)).toEqual({ ok: false, reason: 'foreign' });
  for (const damaged of ['sk-live-', 'sk-test-abc', `sk-live-${'a'.repeat(49)}`, `sk-live-${'-'.repeat(49)}`])
    expect(parseSecret(damaged)).toEqual({ ok: false, reason: 'damaged' });
});

test('bytes that would favour some characters are left out', () => {
  const body = (byte: number, other: number) => {
    let asked = 0;
    const bytes = (count: number) => new Uint8Array(count).fill(asked++ === 0 ? byte : other);
    return generateSecret('live', bytes).slice(8, 51);
  };
  expect(body(247, 0)).toBe('z'.repeat(43));
  expect(body(248, 0)).toBe('0'.repeat(43));
});

test('what is shown of a key keeps 42 of its 49 characters back', () => {
  fc.assert(
    fc.property(secrets, (secret) => {
      const shown = displaySecret(secret);
      expect(shown).toBe(`${secret.slice(0, 11)}…${secret.slice(-4)}`);
      expect(maskSecret(secret)).toBe(`${secret.slice(0, 8)}***${secret.slice(-4)}`);
    }),
  );
});

test('a mask shows at most 12 characters of anything, and none of what is too short to hide', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 100 }), (text) => {
      const mask = maskSecret(text);
      expect(mask.replace('***', '').length).toBeLessThanOrEqual(text.length < 20 ? 0 : 12);
    }),
  );
});
