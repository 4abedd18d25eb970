import { expect, it } from 'vitest';
import { csvCell } from './usage-export.ts';

it.each([
  ['plain', 'plain'],
  [17, '17'],
  [-5, '-5'],
  ['a,b', '"a,b"'],
  ['a "quoted" word', '"a ""quoted"" word"'],
  ['two\nlines', '"two\nlines"'],
  ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['', ''],
])('%j is written %j: no spreadsheet takes a text for a formula', (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});
