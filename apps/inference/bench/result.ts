/** One line of a part's table. */
export type Row = {
  what: string;
  /** Figures with their units, by column. */
  figures: Record<string, string>;
};

export type Part = {
  title: string;
  /** What is measured against what, and how. */
  about: string;
  rows: Row[];
};

export function table({ rows }: Part): string {
  const columns = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['', ...columns]),
    line(['---', ...columns.map(() => '---')]),
    ...rows.map(({ what, figures }) => line([what, ...columns.map((column) => figures[column] ?? '')])),
  ].join('\n');
}

export const times = (ratio: number) => `${ratio.toFixed(2)} ×`;
export const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
