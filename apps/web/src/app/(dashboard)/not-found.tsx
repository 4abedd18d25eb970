import type { Metadata } from 'next';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Link } from '../../ui/link.tsx';
import { PageHeader } from '../../ui/page-header.tsx';

export const metadata: Metadata = { title: 'Not found' };

/** A page of the dashboard has nothing at this address: its frame stays, so that every other page is one click away. */
export default function DashboardNotFound() {
  return (
    <>
      <PageHeader title="There is nothing at this address" />
      <EmptyState
        title="It may have moved, or the link was cut short"
        action={
          <Button asChild>
            <Link href="/overview">Go to Overview</Link>
          </Button>
        }
      />
    </>
  );
}
