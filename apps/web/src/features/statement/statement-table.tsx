import { formatDollars } from '@gridsky/api/domain';
import type { StatementSums } from '@gridsky/api/services';
import { type ReactNode, useId } from 'react';

/** One way to divide a month, with its total in the last row. */
export function StatementTable<Row extends StatementSums>({ title, head, rows, name, total }: Props<Row>) {
  const id = useId();
  return (
    <div className="min-w-0 break-inside-auto rounded-lg border bg-surface print:rounded-none print:border-0">
      <h2 id={id} className="px-4 pt-3.5 pb-2 text-14 font-semibold print:px-0">
        {title}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must scroll by keyboard, too. */}
      <section className="relative overflow-x-auto" aria-labelledby={id} tabIndex={0}>
        <table className="w-full min-w-[40rem] table-fixed border-collapse text-13 print:min-w-0" aria-labelledby={id}>
          <thead>
            <tr className="border-b text-ink-muted">
              <th scope="col" className={`${cell} w-1/3 text-left font-medium`}>
                {head}
              </th>
              {['Requests', 'Tokens', 'List cost', 'Credit used'].map((text) => (
                <th key={text} scope="col" className={`${cell} text-right font-medium`}>
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a statement stay as they came.
              <tr key={index} className="border-b break-inside-avoid">
                <td className="px-4 py-2 text-left wrap-anywhere print:px-1 print:py-1">{name(row)}</td>
                <Sums of={row} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="font-medium">
              <th scope="row" className={`${cell} text-left font-medium`}>
                Total
              </th>
              <Sums of={total} />
            </tr>
          </tfoot>
        </table>
      </section>
    </div>
  );
}

interface Props<Row> {
  title: string;
  head: string;
  rows: readonly Row[];
  name: (row: Row) => ReactNode;
  total: StatementSums;
}

const cell = 'px-4 py-2 whitespace-nowrap print:px-1 print:py-1';

function Sums({ of: { requests, tokens, listNano, creditNano } }: { of: StatementSums }) {
  return (
    <>
      <td className={`${cell} figures text-right`}>{requests.toLocaleString('en-US')}</td>
      <td className={`${cell} figures text-right`}>{tokens.toLocaleString('en-US')}</td>
      <td className={`${cell} figures text-right`}>${formatDollars(listNano)}</td>
      <td className={`${cell} figures text-right`}>${formatDollars(creditNano)}</td>
    </>
  );
}
