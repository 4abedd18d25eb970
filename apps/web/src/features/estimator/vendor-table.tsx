import { Card } from '../../ui/card.tsx';
import type { Estimate } from './estimate.ts';
import { moneyText } from './money-text.ts';
import type { Settings } from './settings.ts';
import type { VendorPrice } from './vendor-prices.ts';

/** The same job at other vendors' list prices, with where and when each price was seen. */
export function VendorTable({ result, settings }: { result: Estimate; settings: Settings }) {
  const { model, list } = result;
  return (
    <Card flush title="The same job elsewhere" description={assumption(result, settings)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <section tabIndex={0} aria-label="The same job elsewhere" className="relative overflow-x-auto">
        <table className="w-full min-w-[48rem] border-collapse text-14">
          <thead>
            <tr className="h-9 border-y text-left text-13 text-ink-muted [&>th]:px-4 [&>th]:font-medium">
              <th scope="col">Model</th>
              <th scope="col" className="text-right">
                Dimensions
              </th>
              <th scope="col" className="text-right">
                A million tokens
              </th>
              <th scope="col" className="text-right">
                Once
              </th>
              <th scope="col" className="text-right">
                Each month
              </th>
              <th scope="col">Price as of</th>
            </tr>
          </thead>
          <tbody className="[&>tr]:h-10 [&>tr]:border-b [&>tr>*]:px-4 [&>tr:last-child]:border-0">
            <tr className="bg-accent-wash">
              <th scope="row" className="text-left font-medium">
                {model.id} <span className="font-normal text-ink-muted">here, at list price</span>
              </th>
              <td className="figures text-right text-13">{result.dimensions}</td>
              <td className="figures text-right text-13">{moneyText(model.pricePerMillionNano)}</td>
              <td className="figures text-right text-13">{moneyText(list.once)}</td>
              <td className="figures text-right text-13">{moneyText(list.monthly)}</td>
              <td className="text-13 text-ink-muted">now</td>
            </tr>
            {result.vendors.map(({ price, cost }) => (
              <tr key={price.model}>
                <th scope="row" className="text-left font-normal">
                  {price.vendor} <span className="text-ink-muted">{price.model}</span>
                </th>
                <td className="figures text-right text-13">{price.dimensions}</td>
                <td className="figures text-right text-13">{moneyText(price.pricePerMillionNano)}</td>
                <td className="figures text-right text-13">{moneyText(cost.once)}</td>
                <td className="figures text-right text-13">{moneyText(cost.monthly)}</td>
                <td className="text-13 whitespace-nowrap text-ink-muted">{price.asOf}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className="grid gap-1 border-t px-4 py-3 text-13 text-ink-muted">
        <p>
          Sources:{' '}
          {sources(result).map(({ source }, at) => (
            <span key={source.url}>
              {at > 0 ? ', ' : ''}
              <a href={source.url} rel="noreferrer" className="text-accent-ink underline underline-offset-2">
                {source.name}
              </a>
            </span>
          ))}
          . Prices change: look there before you decide.
        </p>
        {notes(result).map((note) => (
          <p key={note}>{note}</p>
        ))}
        <p>Input at once, without batch or volume discounts, taxes and free quotas.</p>
      </div>
    </Card>
  );
}

/** How many tokens the others would count, said plainly. */
function assumption({ openai }: Estimate, settings: Settings): string {
  const ratio = `${(openai.perMille / 1000).toFixed(2)} × as many tokens`;
  if (openai.counted) {
    return `OpenAI’s tokenizer (cl100k_base) counts ${ratio} in your text as ours. The other vendors’ tokenizers are not run: they are taken to count like OpenAI’s.`;
  }
  const why = settings.source === 'text' ? 'not counted here' : 'measured on English';
  return `OpenAI’s tokenizer (cl100k_base) is taken to count ${ratio} as ours, ${why}; in most other languages it counts more. The other vendors are taken to count like OpenAI.`;
}

function sources(result: Estimate): VendorPrice[] {
  return firstOf(result, ({ source }) => source.url);
}

function notes(result: Estimate): string[] {
  return firstOf(result, ({ note }) => note).flatMap(({ vendor, note }) => (note ? [`${vendor}: ${note}`] : []));
}

function firstOf(result: Estimate, by: (price: VendorPrice) => string | undefined): VendorPrice[] {
  return [...new Map(result.vendors.toReversed().map(({ price }) => [by(price), price])).values()].toReversed();
}
