import type { Metadata } from 'next';
import { Button } from '../../ui/button.tsx';
import { Link } from '../../ui/link.tsx';

export const metadata: Metadata = { title: 'Not found' };

/** No such page of the site or the documentation: its bar and its footer stay. */
export default function PublicNotFound() {
  return (
    <div className="grid max-w-lg gap-6 py-24">
      <div className="grid gap-2">
        <p className="figures text-13 text-ink-muted">404</p>
        <h1 className="text-28 font-semibold">There is no page at this address</h1>
        <p className="text-16 text-ink-muted">It may have moved, or the link was cut short.</p>
      </div>
      <div className="flex flex-wrap gap-3">
        <Button asChild>
          <Link href="/docs">Read the docs</Link>
        </Button>
        <Button asChild>
          <Link href="/">Go to the start</Link>
        </Button>
      </div>
    </div>
  );
}
