import type { NanoDollars } from '@gridsky/api/domain';
import type { TenantView } from '@gridsky/api/services';
import { Card } from '../../ui/card.tsx';
import { KeyValue, type KeyValueItem } from '../../ui/key-value.tsx';
import { isoDay } from '../../ui/time-ago.ts';
import { dollars } from '../pricing/plan-terms.ts';

/** The plan in exact numbers, overrides of this tenant applied. To read, not to change. */
export function PlanLimits({ tenant }: { tenant: TenantView }) {
  return (
    <Card title={`${tenant.plan.name} plan`} description="What this tenant may use.">
      <KeyValue items={planItems(tenant)} />
    </Card>
  );
}

function planItems({ plan, limits, credit, trialEndsAt }: TenantView): KeyValueItem[] {
  const number = (name: string, value: number): KeyValueItem => ({
    name,
    value: value.toLocaleString('en-US'),
    mono: true,
  });
  const price = plan.priceMonthlyNano === null ? 'by contract' : `${dollars(plan.priceMonthlyNano)} a month`;
  return [
    plan.metered
      ? {
          name: 'Credit left',
          value: `$${wholeCents(credit.availableNano)} of ${dollars(credit.grantedNano)}`,
          mono: true,
        }
      : { name: 'Price', value: price, mono: true },
    ...(plan.metered && trialEndsAt ? [{ name: 'Trial ends', value: `${isoDay(trialEndsAt)} UTC`, mono: true }] : []),
    {
      name: 'Models',
      value: plan.models.map((id) => (
        <span key={id} className="block">
          {id}
        </span>
      )),
      mono: true,
    },
    number('Requests/min, key', limits.requestsPerMinuteKeyMax),
    number('Requests/min, user', limits.requestsPerMinuteUserMax),
    number('Requests/min, all', limits.requestsPerMinuteTenantMax),
    number('Tokens/min, all', limits.tokensPerMinuteTenantMax),
    number('Tokens/request', limits.tokensPerRequestMax),
    number('Requests in flight', limits.requestsInFlightMax),
    number('Keys', limits.keysMax),
    number('Members', limits.membersMax),
  ];
}

/** Cut, not rounded: never more than there is. */
function wholeCents(nano: NanoDollars): string {
  const cents = nano / 10_000_000n;
  return `${cents / 100n}.${(cents % 100n).toString().padStart(2, '0')}`;
}
