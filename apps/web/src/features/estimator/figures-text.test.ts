import { nano } from '@gridsky/api/domain';
import { expect, test } from 'vitest';
import { parseCount } from './count-input.ts';
import { durationText, shareText } from './duration-text.ts';
import { bytesText, indexSize } from './index-size.ts';
import { moneyText, shortTokens } from './money-text.ts';

test('amounts are read at a glance, and never lose their first three figures', () => {
  expect(
    [0n, 1n, 20_000n, 12_345_678n, 20_000_000n, 123_456_789n, 500_000_000n, 999_999_999n].map(nano).map(moneyText),
  ).toEqual(['$0', '$0.000000001', '$0.00002', '$0.0123', '$0.02', '$0.123', '$0.50', '$1.00']);
  expect([1_000_000_000n, 19_500_000_000n, 277_680_000_000n, 1_234_567_890_000n].map(nano).map(moneyText)).toEqual([
    '$1',
    '$19.50',
    '$277.68',
    '$1,235',
  ]);
});

test('tokens are short from a million on', () => {
  expect([0, 999, 12_000, 950_000_000, 14_950_000_000, 999_999_999, 1e14].map(shortTokens)).toEqual([
    '0',
    '999',
    '12,000',
    '950 M',
    '14.95 B',
    '1 B',
    '100 T',
  ]);
});

test('counts are read as people write them', () => {
  expect(['100000', '100,000', '100 000', '100k', '1.5M', '2b', ' 7 '].map(parseCount)).toEqual([
    100_000, 100_000, 100_000, 100_000, 1_500_000, 2_000_000_000, 7,
  ]);
  expect(['', 'ten', '-1', '1.5', '1e5', '1.0001k', '99999999999999999'].map(parseCount)).toEqual(Array(7).fill(null));
});

test('times and shares are rounded up: nothing looks as if it fitted', () => {
  expect([0, 0.2, 1.2, 119, 121, 2_880, 50_000].map(durationText)).toEqual([
    '–',
    'under a minute',
    '2 min',
    '119 min',
    '2.1 h',
    '2 days',
    '34.8 days',
  ]);
  expect([0, 0.001, 0.371, 1, 1.001].map(shareText)).toEqual(['0 %', 'under 1 %', '38 %', '100 %', '1.1 ×']);
});

test('an index is its vectors and 128 bytes of links each', () => {
  expect(indexSize(1_000, 1_536, 'float32')).toEqual({ vectorBytes: 6_144_000, graphBytes: 128_000 });
  expect(['float16', 'int8', 'binary'].map((dtype) => indexSize(1, 1_536, dtype as 'int8').vectorBytes)).toEqual([
    3_072, 1_536, 192,
  ]);
  expect([512, 999, 6_272_000, 999_600, 1.2e15].map(bytesText)).toEqual([
    '512 B',
    '999 B',
    '6.27 MB',
    '1 MB',
    '1.2 PB',
  ]);
});
