import type { ComponentType, ReactNode } from 'react';
import type { FactTable } from './facts.ts';

/** A table that comes from code, inside the frame that all tables of the documentation have. */
export function FactsTable({ table, Table }: { table: FactTable; Table: ComponentType<{ children: ReactNode }> }) {
  const [, ...heads] = table.head;
  return (
    <Table>
      <thead>
        <tr className="border-b text-13 text-ink-muted [&>*]:px-3 [&>*]:py-2 [&>*]:font-medium">
          {table.head[0] ? (
            <th scope="col">
              <Cell text={table.head[0]} />
            </th>
          ) : (
            <td />
          )}
          {heads.map((head) => (
            <th key={head} scope="col">
              <Cell text={head} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="tabular-nums">
        {table.rows.map(([name = '', ...cells]) => (
          <tr key={name} className="border-b align-top last:border-0 [&>*]:px-3 [&>*]:py-2">
            <th scope="row" className="font-normal whitespace-nowrap">
              <Cell text={name} />
            </th>
            {cells.map((cell, index) => (
              <td key={heads[index]}>
                <Cell text={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Text in which a whole cell may be `code`. */
function Cell({ text }: { text: string }) {
  return text.startsWith('`') ? <code className="text-13">{text.replaceAll('`', '')}</code> : text;
}
