/**
 * Rows as aligned text, numbers to the right.
 * @param columns by title, what each shows of a row
 * @param empty stands where there is no row
 */
export function formatTable<Row>(
  rows: readonly Row[],
  columns: Record<string, (row: Row) => string | number>,
  empty: string,
): string {
  if (rows.length === 0) return empty;
  const lines = rows.map((row) => Object.values(columns).map((value) => value(row)));
  const shape = Object.keys(columns).map((title, index) => ({
    width: Math.max(title.length, ...lines.map((line) => String(line[index]).length)),
    right: lines.every((line) => typeof line[index] === 'number'),
  }));
  const format = (line: (string | number)[]) =>
    shape
      .map(({ width, right }, index) => {
        const text = String(line[index]);
        return right ? text.padStart(width) : text.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [Object.keys(columns), ...lines].map(format).join('\n');
}

/** A date and time for a table: UTC, to the minute. */
export function shortTime(date: Date | null): string {
  return date === null ? '–' : `${date.toISOString().slice(0, 16)}Z`;
}
