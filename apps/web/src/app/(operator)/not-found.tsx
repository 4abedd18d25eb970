import type { Metadata } from 'next';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Link } from '../../ui/link.tsx';
import { PageHeader } from '../../ui/page-header.tsx';

export const metadata: Metadata = { title: 'Not found' };

/** The operator's area has nothing at this address; who is no operator finds the page of any wrong address, without this frame. */
export default function OperatorNotFound() {
  return (
    <>
      <PageHeader title="There is nothing at this address" />
      <EmptyState
        title="It may have moved, or the link was cut short"
        action={
          <Button asChild>
            <Link href="/operator/tenants">See tenants</Link>
          </Button>
        }
      />
    </>
  );
}
