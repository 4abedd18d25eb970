import { batchTokenCost, tokenCost } from '@gridsky/api/domain';
import type { Estimate } from './estimate.ts';
import { moneyText, shortTokens } from './money-text.ts';

/** The chart in numbers: the same lines at each decade and where they cross. */
export function CostTable({ result, volumes }: { result: Estimate; volumes: number[] }) {
  const plans = result.plans.filter(({ included }) => included);
  const crossings = plans.flatMap(({ crossingTokens }) => (crossingTokens === null ? [] : [crossingTokens]));
  const rows = [...new Set([...volumes, ...crossings])].sort((a, b) => a - b);
  const price = result.model.pricePerMillionNano;
  return (
    <details>
      <summary className="w-fit cursor-pointer rounded-md text-13 text-ink-muted">The same as a table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <section tabIndex={0} aria-label="Cost by volume" className="relative mt-3 overflow-x-auto rounded-md">
        <table className="w-full min-w-[34rem] border-collapse">
          <thead>
            <tr className="h-9 border-b text-left text-13 text-ink-muted [&>th]:px-3 [&>th]:font-medium">
              <th scope="col">Tokens a month</th>
              <th scope="col" className="text-right">
                List price
              </th>
              <th scope="col" className="text-right">
                In batches
              </th>
              {plans.map(({ plan }) => (
                <th key={plan.id} scope="col" className="text-right">
                  {plan.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((tokens) => (
              <tr key={tokens} className="figures h-9 border-b text-13 last:border-0 [&>*]:px-3">
                <th scope="row" className="text-left font-normal">
                  {tokens < 1_000_000 ? `${tokens / 1_000} K` : shortTokens(tokens)}
                </th>
                <td className="text-right">{moneyText(tokenCost(tokens, price))}</td>
                <td className="text-right">{moneyText(batchTokenCost(tokens, price))}</td>
                {plans.map(({ plan, priceNano, capacityTokens, crossingTokens }) => (
                  <td key={plan.id} className="text-right">
                    {tokens > capacityTokens ? 'over its limits' : moneyText(priceNano)}
                    {tokens === crossingTokens ? ' (equal)' : ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
