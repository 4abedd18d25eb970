/** What a hosted vendor does and what Gridsky does, line by line; where the vendor is ahead, the line says so. */
export function Comparison() {
  return (
    <div className="rounded-lg border bg-surface">
      <table className="w-full border-collapse text-14 max-md:block">
        <thead className="max-md:sr-only">
          <tr className="h-9 border-b text-left text-13 text-ink-muted [&>th]:px-4 [&>th]:font-medium">
            <th scope="col">
              <span className="sr-only">Question</span>
            </th>
            <th scope="col">A hosted vendor</th>
            <th scope="col">Gridsky</th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {lines.map(({ question, vendor, gridsky }) => (
            <tr
              key={question}
              className="border-b align-baseline last:border-0 max-md:grid max-md:gap-1.5 max-md:p-4 md:[&>*]:px-4 md:[&>*]:py-3"
            >
              <th scope="row" className="text-left md:w-48 font-medium">
                {question}
              </th>
              <td className="text-ink-muted md:w-2/5">
                <span className="block text-12 md:hidden">A hosted vendor</span>
                {vendor}
              </td>
              <td>
                <span className="block text-12 text-ink-muted md:hidden">Gridsky</span>
                {gridsky}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const lines = [
  {
    question: 'Where the text goes',
    vendor: 'To the vendor’s servers, under the vendor’s terms.',
    gridsky: 'Nowhere. The bundled models run in the process that answers.',
  },
  {
    question: 'What a vector costs',
    vendor: 'A price for each token, so a re-index is an invoice.',
    gridsky: 'The machine. Plans for your own customers are flat; tokens are counted for sight and limits.',
  },
  {
    question: 'The API',
    vendor: 'Its own, or OpenAI’s.',
    gridsky: 'OpenAI’s, base64 by default, errors and headers included. Change base_url and api_key.',
  },
  {
    question: 'Keys, teams, limits',
    vendor: 'For you as a customer.',
    gridsky: 'For your customers too: tenants, roles, keys with scope and expiry, an audit log.',
  },
  {
    question: 'Which model',
    vendor: 'The vendor’s. When it retires one, you embed everything again.',
    gridsky: 'Two bundled ones, and any ONNX sentence model from a folder. They stay as long as you keep them.',
  },
  {
    question: 'Quality',
    vendor: 'Large transformers: better at long, subtle queries.',
    gridsky:
      'Small static models: fast on two cores, 54 of 112 Tatoeba languages at 50 % top-1 or better, blind to word order. Add a transformer as ONNX where that matters.',
  },
];
