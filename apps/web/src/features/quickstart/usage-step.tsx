import { Link } from '../../ui/link.tsx';
import type { UsageCount } from './use-usage-count.ts';

/** What has been counted, and the way to the numbers. */
export function UsageStep({ usage }: { usage: UsageCount | undefined }) {
  if (!usage || usage.tokens === 0) return <p>Every token shows here a moment after its call.</p>;
  return (
    <p>
      <span className="tabular-nums text-ink">
        {usage.tokens.toLocaleString('en-US')} {usage.tokens === 1 ? 'token' : 'tokens'} in{' '}
        {usage.requests.toLocaleString('en-US')} {usage.requests === 1 ? 'request' : 'requests'}
      </span>{' '}
      in the last 30 days.{' '}
      <Link href="/usage" className="whitespace-nowrap text-accent-ink underline underline-offset-4">
        See the usage
      </Link>
    </p>
  );
}
