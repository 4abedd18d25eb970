import { BUNDLED_MODELS } from '@gridsky/api/domain';
import { dollars } from './plan-terms.ts';

/** The bundled models with their list prices: what the trial's credit pays. */
export function ListPrices() {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section tabIndex={0} aria-label="List prices" className="overflow-x-auto rounded-lg border bg-surface">
      <table className="w-full border-collapse sm:min-w-[34rem] text-14">
        <thead>
          <tr className="h-9 border-b text-left text-13 text-ink-muted [&>th]:px-4 [&>th]:font-medium">
            <th scope="col">Model</th>
            <th scope="col" className="max-sm:hidden">
              For
            </th>
            <th scope="col" className="text-right">
              Dimensions
            </th>
            <th scope="col" className="text-right">
              A million tokens
            </th>
          </tr>
        </thead>
        <tbody>
          {BUNDLED_MODELS.map((model) => (
            <tr key={model.id} className="h-10 border-b last:border-0 [&>*]:px-4 [&>*]:py-2">
              <th scope="row" className="text-left font-normal">
                <code className="text-13">{model.id}</code>
              </th>
              <td className="max-sm:hidden">{model.description}</td>
              <td className="figures text-right text-13">{model.dimensions}</td>
              <td className="figures text-right text-13">{dollars(model.pricePerMillionNano)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
