'use client';

import { nano, shareOf } from '@gridsky/api/domain';
import type { BillingView, TenantView } from '@gridsky/api/services';
import { Bar } from '../../ui/bar.tsx';
import { Button } from '../../ui/button.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { isoDay } from '../../ui/time-ago.ts';
import { dollars } from '../pricing/plan-terms.ts';
import { creditUsedText } from '../trial/credit-used-text.ts';
import { requestError } from '../trpc/request-error.ts';
import { useStripePage } from './use-billing.ts';

/** What is left of the trial: credit, days, and the credit's sale where the trial is sold. */
export function TrialSummary({ billing, tenant, now }: { billing: BillingView; tenant: TenantView; now: Date }) {
  const { credit, trialEndsAt } = tenant;
  const { credit: buy, error, busy } = useStripePage('credit');
  const spent = nano(credit.grantedNano - credit.availableNano);
  const usedUp = credit.usedUp ? 'It is used up: requests are refused until you choose a plan.' : undefined;
  return (
    <div className="grid gap-3">
      {credit.grantedNano > 0n ? (
        <Bar
          label="Credit used"
          value={shareOf(spent, credit.grantedNano)}
          limit={1}
          texts={{
            value: creditUsedText(spent, credit.grantedNano),
            limit: creditUsedText(credit.grantedNano, credit.grantedNano),
          }}
          note={usedUp ?? endText(trialEndsAt, now)}
        />
      ) : (
        <p className="text-ink-muted">There is no credit: requests are refused until there is a plan or a credit.</p>
      )}
      {billing.trialCredit && !tenant.suspended && !tenant.deletionDueAt ? (
        <div className="flex flex-wrap items-center gap-3">
          <Button busy={busy} onClick={() => buy.mutate()}>
            Buy the {dollars(billing.trialCredit.amountNano)} trial credit
          </Button>
          <p className="text-13 text-ink-muted">
            Once a tenant. Pays each request at its list price
            {billing.trialCredit.days === null ? '' : `, for ${billing.trialCredit.days} days`}.
          </p>
          <FormError {...(error ? requestError(error) : {})} />
        </div>
      ) : null}
    </div>
  );
}

function endText(endsAt: Date | null, now: Date): string {
  if (!endsAt) return 'Each request takes its list price from it.';
  return endsAt <= now
    ? `The trial ended on ${isoDay(endsAt)}: requests are refused until you choose a plan.`
    : `Each request takes its list price from it. The trial ends on ${isoDay(endsAt)}.`;
}
