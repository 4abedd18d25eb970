import type { TestPlatform } from './platform.ts';

/** Every row of every table, by `table` and its JSON, with the transaction that wrote it. */
export type Rows = Map<string, { table: string; transaction: string }>;

/** Reads the whole database behind all walls: to see what a change wrote, and that a refused one wrote nothing. */
export async function readAllRows({ owner }: TestPlatform): Promise<Rows> {
  const tables = await owner.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'usage_event\\_%'`,
  );
  const rows: Rows = new Map();
  for (const { name } of tables.rows) {
    const found = await owner.query(
      `SELECT xmin::text AS transaction, to_jsonb(t)::text AS json FROM (SELECT xmin, * FROM ${name}) AS t`,
    );
    for (const { transaction, json } of found.rows) rows.set(`${name} ${json}`, { table: name, transaction });
  }
  return rows;
}

/** The rows of `after` that weren't in `before`: inserted or changed. */
export function newRows(before: Rows, after: Rows): { table: string; transaction: string; json: string }[] {
  return [...after].flatMap(([key, row]) =>
    before.has(key) ? [] : [{ ...row, json: key.slice(row.table.length + 1) }],
  );
}
