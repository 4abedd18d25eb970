import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Link } from '../../ui/link.tsx';
import type { UsageFilters } from './usage-filters.ts';

/** No request in the range: look further back, or, when that is done, send the first one. */
export function UsageEmpty({ filters, onWiden }: { filters: UsageFilters; onWiden: () => void }) {
  const { range } = filters;
  if (typeof range !== 'string') {
    return (
      <EmptyState
        title="No requests on these days"
        action={<Button onClick={onWiden}>Look at the last 90 days</Button>}
      />
    );
  }
  if (range !== '90d') {
    return (
      <EmptyState title={`No requests in the last ${rangeWords[range]}`} action={<QuickstartButton />}>
        Send one and it shows here within seconds, or{' '}
        <button type="button" className="text-accent-ink underline underline-offset-2" onClick={onWiden}>
          look at the last 90 days
        </button>
        .
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No requests in the last 90 days" action={<QuickstartButton />}>
      Send one and it shows here within seconds.
    </EmptyState>
  );
}

function QuickstartButton() {
  return (
    <Button asChild variant="primary">
      <Link href="/quickstart">Open Quickstart</Link>
    </Button>
  );
}

const rangeWords = { '24h': '24 hours', '7d': '7 days', '30d': '30 days', '90d': '90 days' } as const;
