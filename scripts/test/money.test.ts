import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

// Money is a bigint of nano-dollars, and the compiler lets no bigint into a sum with a number. What it would let pass is a
// conversion, or a column that the database turns into a float; both are looked for here. Amounts are named `…Nano` everywhere.
const root = path.resolve(import.meta.dirname, '../..');

/** The one file in which money becomes a number: cents, a share for a bar, tokens. */
const HOME = 'packages/api/src/domain/money.ts';

const CONVERSIONS = /\b(?:Number|parseFloat|parseInt|Number\.parse\w+|Math\.\w+|toFixed|BigInt\(Math\.\w+)\(/g;
const AMOUNT = /[nN]ano\b|_nano\b/;
const FLOAT_TYPES = /[a-z]Nano\??: number\b|\bnano\??: number\b/;
const FLOAT_COLUMNS = /_nano\)?"?\s*::\s*(?:float|double|real|int)/;

/** What lets money become a float in a source, a line each. */
function floatsOf(file: string, source: string): string[] {
  const found: string[] = [];
  const tell = (index: number) => found.push(`${file}:${source.slice(0, index).split('\n').length}`);
  for (const match of source.matchAll(CONVERSIONS)) {
    const start = match.index + match[0].length;
    if (AMOUNT.test(balanced(source, start))) tell(match.index);
  }
  source.split('\n').forEach((line, index) => {
    if (FLOAT_TYPES.test(line) || FLOAT_COLUMNS.test(line)) found.push(`${file}:${index + 1}`);
  });
  return found;
}

/** The text up to the bracket that closes the one before `start`. */
function balanced(source: string, start: number): string {
  let depth = 1;
  for (let end = start; end < source.length; end++) {
    if (source[end] === '(') depth += 1;
    if (source[end] === ')') depth -= 1;
    if (depth === 0) return source.slice(start, end);
  }
  return source.slice(start);
}

test('no source turns money into a float', () => {
  const files = execFileSync('git', ['ls-files', '*.ts', '*.tsx'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
  const sources = files.filter((file) => !/\.test\.ts$|(^|\/)(testing|e2e|test|bench)\//.test(file) && file !== HOME);
  expect(sources.length).toBeGreaterThan(300);
  expect(sources.flatMap((file) => floatsOf(file, readFileSync(path.join(root, file), 'utf8')))).toEqual([]);
});

test.each([
  'const bar = Number(credit.availableNano);',
  'const half = Number(\n  (sum + row.costNano) / 2n,\n);',
  'parseFloat(priceNano.toString())',
  'Math.round(Number(hold.amountNano) * 1.2)',
  'type Row = { costNano: number };',
  'function pay(nano: number) {}',
  'SELECT sum(cost_nano)::float8 AS cost',
  'SELECT available_nano::double precision',
])('%j is found', (source) => {
  expect(floatsOf('x.ts', source)).not.toEqual([]);
});

test.each([
  'const left = formatDollars(credit.availableNano);',
  'const count = Number(row.requests) + rows.length;',
  'type Row = { costNano: bigint };',
  'SELECT sum(cost_nano)::bigint AS cost',
])('%j is none', (source) => {
  expect(floatsOf('x.ts', source)).toEqual([]);
});
