import { nano, shareOf } from '@gridsky/api/domain';
import type { TenantView } from '@gridsky/api/services';
import { Bar } from '../../ui/bar.tsx';
import { Card } from '../../ui/card.tsx';
import { isoDay } from '../../ui/time-ago.ts';
import { dollars } from '../pricing/plan-terms.ts';
import { shellPlan } from '../shell/shell-plan.ts';
import { creditUsedText } from '../trial/credit-used-text.ts';

/** The plan, what is used of its credit and of its keys, and when the trial ends. */
export function PlanCard({ tenant, keysInUse, now }: { tenant: TenantView; keysInUse: number; now: Date }) {
  const { plan, credit, limits, trialEndsAt } = tenant;
  return (
    <Card
      title={`${plan.name} plan`}
      description={plan.metered && trialEndsAt ? trialText(trialEndsAt, now) : priceText(tenant)}
    >
      <div className="grid gap-5">
        {plan.metered ? (
          <Bar
            label="Credit used"
            value={shareOf(nano(credit.grantedNano - credit.availableNano), credit.grantedNano)}
            limit={1}
            texts={{
              value: creditUsedText(nano(credit.grantedNano - credit.availableNano), credit.grantedNano),
              limit: creditUsedText(credit.grantedNano, credit.grantedNano),
            }}
            note={`${shellPlan(tenant).credit?.left} left. Each request takes its list price from it.`}
          />
        ) : (
          <div className="flex items-baseline justify-between gap-3">
            <span>Embeddings</span>
            <span className="text-13 text-ink-muted">unlimited, within the limits</span>
          </div>
        )}
        <Bar label="Keys in use" value={keysInUse} limit={limits.keysMax} note={keysNote(keysInUse, limits.keysMax)} />
      </div>
    </Card>
  );
}

function priceText({ plan, subscriptionEndsAt }: TenantView): string {
  if (plan.priceMonthlyNano === null) return 'By contract';
  const price = `${dollars(plan.priceMonthlyNano)} a month, flat`;
  return subscriptionEndsAt ? `${price}. Cancelled: requests stop on ${isoDay(subscriptionEndsAt)}.` : price;
}

function trialText(endsAt: Date, now: Date): string {
  const days = Math.ceil((endsAt.getTime() - now.getTime()) / 86_400_000);
  const date = isoDay(endsAt);
  if (days <= 0) return `Ended on ${date}`;
  return `Ends on ${date}, in ${days === 1 ? 'a day' : `${days} days`}`;
}

function keysNote(used: number, most: number): string | undefined {
  return used >= most ? 'No more keys on this plan. Revoke one to make another.' : undefined;
}
