import type { ReactNode } from 'react';
import { Link } from '../../ui/link.tsx';

/** A mailed link that can't be used: why, and where to get another. */
export function LinkGone({ href, action, children }: { href: string; action: string; children: ReactNode }) {
  return (
    <div className="grid gap-2">
      <h1 className="text-28 font-semibold">This link can’t be used</h1>
      <p className="text-ink-muted">
        {children}{' '}
        <Link href={href} className="text-accent-ink underline underline-offset-4">
          {action}
        </Link>
        .
      </p>
    </div>
  );
}
