/** What we promise, the figure, and the command that measures it. Without a figure of our own there is none here. */
export function Proof() {
  return (
    <div className="rounded-lg border bg-surface">
      <table className="w-full border-collapse text-14 max-md:block">
        <thead className="max-md:sr-only">
          <tr className="h-9 border-b text-left text-13 text-ink-muted [&>th]:px-4 [&>th]:font-medium">
            <th scope="col">Promise</th>
            <th scope="col">Figure</th>
            <th scope="col">Measured by</th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {promises.map(({ promise, figure, by }) => (
            <tr
              key={promise}
              className="border-b align-baseline last:border-0 max-md:grid max-md:gap-1.5 max-md:p-4 md:[&>*]:px-4 md:[&>*]:py-3"
            >
              <th scope="row" className="text-left md:w-1/2 max-md:font-medium font-normal">
                {promise}
              </th>
              <td className="tabular-nums">{figure}</td>
              <td>
                <code className="text-13 whitespace-nowrap">{by}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const promises = [
  {
    promise: 'The served vectors are the model’s own',
    figure:
      'STS-B English test: Spearman 0.776 (v1) and 0.772 (large); 0.758 and 0.755 on the pairs unseen in training',
    by: 'npm test',
  },
  {
    promise: 'The official OpenAI client works with its default settings',
    figure: '1,536 and 3,072 numbers, unit length',
    by: 'npm test',
  },
  {
    promise: 'The text’s company in a batch does not change its vector',
    figure: 'at most 0.00001 apart',
    by: 'npm test',
  },
  {
    promise: 'Every answered request has its usage row, also after kill -9',
    figure: 'none lost, none twice',
    by: 'npm test',
  },
  {
    promise: 'A revoked key is refused by every process',
    figure: 'within 1 s; 10 s if notifications are cut',
    by: 'npm test',
  },
  {
    promise: 'Another tenant’s ids answer exactly like random ones',
    figure: 'every procedure and route',
    by: 'npm test',
  },
];
