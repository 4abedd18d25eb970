import type { LimitUse, TenantView } from '@gridsky/api/services';
import { Bar } from '../../ui/bar.tsx';
import { Card } from '../../ui/card.tsx';
import { Link } from '../../ui/link.tsx';
import { shortCount } from '../pricing/plan-terms.ts';

/** What the last 60 seconds took of the tenant's limits, and the limits that are no rate. */
export function LimitsCard({ limits, use }: Pick<TenantView, 'limits'> & { use: LimitUse['tenant'] }) {
  const fixed: [name: string, value: number][] = [
    ['Requests a minute, each key', limits.requestsPerMinuteKeyMax],
    ['Requests a minute, each user', limits.requestsPerMinuteUserMax],
    ['Tokens a request', limits.tokensPerRequestMax],
  ];
  return (
    <Card
      title="Limits"
      description="Used in the last 60 seconds. Past a rate requests get 429 with the time to wait."
      action={
        <Link href="/limits" className="text-13 whitespace-nowrap text-accent-ink underline-offset-2 hover:underline">
          By key and user
        </Link>
      }
    >
      <div className="grid gap-x-10 gap-y-5 lg:grid-cols-2">
        <div className="grid content-start gap-5">
          <Bar label="Requests a minute" value={use.requests.used} limit={use.requests.limit} format={shortCount} />
          <Bar label="Tokens a minute" value={use.tokens.used} limit={use.tokens.limit} format={shortCount} />
          <Bar label="Requests in flight" value={use.inFlight.used} limit={use.inFlight.limit} />
        </div>
        <dl className="grid content-start">
          {fixed.map(([name, value]) => (
            <div key={name} className="flex items-baseline justify-between gap-3 border-b py-1.5 last:border-0">
              <dt className="text-ink-muted">{name}</dt>
              <dd className="figures text-13">{shortCount(value)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Card>
  );
}
