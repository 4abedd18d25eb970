import type { TenantView } from '@gridsky/api/services';
import Link from 'next/link';
import { Card } from '../../ui/card.tsx';
import { shortCount } from '../pricing/plan-terms.ts';

/** The tenant's limits as they are enforced, overrides applied. */
export function LimitsCard({ limits }: Pick<TenantView, 'limits'>) {
  const rows: [name: string, value: number][] = [
    ['Requests a minute, each key', limits.requestsPerMinuteKeyMax],
    ['Requests a minute, each user', limits.requestsPerMinuteUserMax],
    ['Requests a minute, in all', limits.requestsPerMinuteTenantMax],
    ['Tokens a minute', limits.tokensPerMinuteTenantMax],
    ['Tokens a request', limits.tokensPerRequestMax],
    ['Requests in flight', limits.requestsInFlightMax],
  ];
  return (
    <Card
      title="Limits"
      description="Past a rate requests get 429 with the time to wait, past the size of a request 400."
      action={
        <Link href="/limits" className="text-13 whitespace-nowrap text-accent-ink underline-offset-2 hover:underline">
          See what is used now
        </Link>
      }
    >
      <dl className="grid gap-x-10 lg:grid-cols-2">
        {rows.map(([name, value]) => (
          <div
            key={name}
            className="flex items-baseline justify-between gap-3 border-b py-1.5 last:border-0 lg:nth-last-2:border-0"
          >
            <dt className="text-ink-muted">{name}</dt>
            <dd className="figures text-13">{shortCount(value)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
