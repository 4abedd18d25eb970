import { PLANS } from '@gridsky/api/domain';
import type { TrialMode } from '@gridsky/api/services';
import { PlanCards } from './plan-cards.tsx';
import { planPrice, planRows } from './plan-terms.ts';

/** The plans, from the table that the platform itself enforces: side by side, or one under the other on narrow screens. */
export function PlanTable({ trialMode }: PlanTableProps) {
  return (
    <>
      <div className="lg:hidden">
        <PlanCards trialMode={trialMode} />
      </div>
      <SideBySide trialMode={trialMode} />
    </>
  );
}

interface PlanTableProps {
  /** Whether the trial's credit is given at sign-up or sold. */
  trialMode: TrialMode;
}

function SideBySide({ trialMode }: PlanTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section tabIndex={0} aria-label="Plans" className="overflow-x-auto rounded-lg border bg-surface max-lg:hidden">
      <table className="w-full min-w-[54rem] border-collapse text-14">
        <thead>
          <tr className="border-b align-top">
            <th scope="col" className={rowHead}>
              <span className="sr-only">Term</span>
            </th>
            {PLANS.map((plan) => {
              const price = planPrice(plan, trialMode);
              return (
                <th key={plan.id} scope="col" className="px-4 py-4 text-left font-normal">
                  <span className="block font-medium">{plan.name}</span>
                  <span className="mt-2 block text-20 font-semibold tracking-[-0.02em] tabular-nums">
                    {price.figure}
                  </span>
                  <span className="block text-13 text-ink-muted">{price.words}</span>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {planRows.map((row) => (
            <tr key={row.name} className="h-10 border-b last:border-0">
              <th scope="row" className={`${rowHead} text-ink-muted`}>
                {row.name}
              </th>
              {PLANS.map((plan) => (
                <td key={plan.id} className="px-4 py-2 tabular-nums">
                  {row.value(plan)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const rowHead = 'w-52 px-4 py-2 text-left font-normal max-sm:sticky max-sm:left-0 max-sm:w-36 max-sm:bg-surface';
