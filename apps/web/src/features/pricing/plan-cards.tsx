import { PLANS } from '@gridsky/api/domain';
import type { TrialMode } from '@gridsky/api/services';
import { planPrice, planRows } from './plan-terms.ts';

/** The plans one under the other, for screens on which the table would hide all but the first. */
export function PlanCards({ trialMode }: { trialMode: TrialMode }) {
  return (
    <ul className="grid gap-4 sm:grid-cols-2">
      {PLANS.map((plan) => {
        const price = planPrice(plan, trialMode);
        return (
          <li key={plan.id} className="rounded-lg border bg-surface p-4">
            <div className="flex items-baseline justify-between gap-4">
              <h3 className="font-medium">{plan.name}</h3>
              <p className="text-right">
                <span className="text-20 font-semibold tracking-[-0.02em] tabular-nums">{price.figure}</span>{' '}
                <span className="text-13 text-ink-muted">{price.words}</span>
              </p>
            </div>
            <dl className="mt-3 border-t pt-2 text-13">
              {planRows.map((row) => (
                <div key={row.name} className="flex justify-between gap-4 py-1">
                  <dt className="text-ink-muted">{row.name}</dt>
                  <dd className="text-right tabular-nums">{row.value(plan)}</dd>
                </div>
              ))}
            </dl>
          </li>
        );
      })}
    </ul>
  );
}
