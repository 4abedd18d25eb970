import { expect, test } from 'vitest';
import { idleDays } from './last-use.ts';

const now = new Date('2026-03-10T12:34:56Z');
const used = (day: string | null) => ({
  state: 'active' as const,
  createdAt: new Date('2026-01-01T00:00:00Z'),
  lastUsedAt: day === null ? null : new Date(day),
});

test('a key unused for 30 days counts as idle, one day less does not', () => {
  expect(idleDays(used('2026-02-08T12:00:00Z'), now)).toBe(30);
  expect(idleDays(used('2026-02-09T13:00:00Z'), now)).toBeNull();
});

test('a key that was never used is idle from its making on', () => {
  expect(idleDays(used(null), now)).toBe(68);
});

test('a key that cannot be used is not called idle', () => {
  expect(idleDays({ ...used(null), state: 'disabled' }, now)).toBeNull();
});
