import { expect, test } from 'vitest';
import { formatTable } from './table.ts';

test('columns line up, numbers to the right, and no line ends in blanks', () => {
  const rows = [
    { name: 'a', tokens: 5, note: '' },
    { name: 'long name', tokens: 12345, note: 'x' },
  ];
  const columns = {
    name: (row: (typeof rows)[number]) => row.name,
    tokens: (row: (typeof rows)[number]) => row.tokens,
    note: (row: (typeof rows)[number]) => row.note,
  };
  expect(formatTable(rows, columns, '').split('\n')).toEqual([
    'name       tokens  note',
    'a               5',
    'long name   12345  x',
  ]);
});

test('without rows there is a sentence and no heading', () => {
  expect(formatTable([], { name: () => '' }, 'Nothing yet.')).toBe('Nothing yet.');
});
