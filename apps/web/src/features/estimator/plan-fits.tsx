import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { durationText, shareText } from './duration-text.ts';
import type { Estimate } from './estimate.ts';
import { countText, moneyText, shortTokens } from './money-text.ts';

/** The flat plans beside the job: what fits, how long it takes, from when each pays. */
export function PlanFits({ result }: { result: Estimate }) {
  return (
    <Card
      flush
      title="The plans beside this job"
      description="Times are the shortest that the plan’s limits of tokens and requests a minute allow, not a measurement."
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <section tabIndex={0} aria-label="Plans" className="relative overflow-x-auto rounded-b-lg">
        <table className="w-full min-w-[46rem] border-collapse text-14">
          <thead>
            <tr className="h-9 border-y text-left text-13 text-ink-muted [&>th]:px-4 [&>th]:font-medium">
              <th scope="col">Plan</th>
              <th scope="col" className="text-right">
                A month
              </th>
              <th scope="col" className="text-right">
                Tokens, requests a minute
              </th>
              <th scope="col" className="text-right">
                Everything once
              </th>
              <th scope="col" className="text-right">
                Of a month’s limits
              </th>
              <th scope="col" className="text-right">
                Beats the list price from
              </th>
            </tr>
          </thead>
          <tbody>
            {result.plans.map((fit) => (
              <tr key={fit.plan.id} className="h-11 border-b last:border-0 [&>*]:px-4">
                <th scope="row" className="text-left font-medium">
                  <span className="inline-flex items-center gap-2">
                    {fit.plan.name}
                    {fit.fits ? <Badge tone="good">Fits</Badge> : null}
                    {fit.included ? null : <Badge>Without {result.model.id}</Badge>}
                  </span>
                </th>
                <td className="figures text-right text-13">{moneyText(fit.priceNano)}</td>
                <td className="figures text-right text-13">
                  {shortTokens(fit.plan.tokensPerMinuteTenantMax)}, {countText(fit.plan.requestsPerMinuteTenantMax)}
                </td>
                <td className="figures text-right text-13">{fit.included ? durationText(fit.minutesOnce) : '–'}</td>
                <td className="figures text-right text-13">{fit.included ? shareText(fit.monthlyShare) : '–'}</td>
                <td className="figures text-right text-13">
                  {fit.included && fit.crossingTokens !== null ? `${shortTokens(fit.crossingTokens)} tokens` : '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
