import { nano } from '@gridsky/api/domain';
import type { UsageRow } from '@gridsky/api/services';
import { expect, test } from 'vitest';
import { weekDays } from './week-days.ts';

const [first, second] = [new Date('2026-03-01T00:00:00Z'), new Date('2026-03-02T00:00:00Z')];
const row = (bucket: Date, group: string, tokens: number): UsageRow => ({
  bucket,
  group,
  tokens,
  requests: 1,
  errors: 0,
  inputs: 1,
  costNano: nano(0n),
});

test('a day is the sum of its groups, and an unused one is nought', () => {
  const rows = [row(second, 'a', 3), row(second, 'b', 4)];
  expect(weekDays(rows, [first, second], 'tokens')).toEqual([
    { at: first, value: 0 },
    { at: second, value: 7 },
  ]);
});
