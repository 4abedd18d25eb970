import { TriangleAlert } from 'lucide-react';
import { Link } from '../../ui/link.tsx';

/** How many of the plan's keys are in use; when it is all of them, what to do. */
export function KeyCount({ used, keysMax, planName }: KeyCountProps) {
  const count = `${used.toLocaleString('en-US')} of ${keysMax.toLocaleString('en-US')}`;
  if (used < keysMax) {
    return (
      <p className="text-13 text-ink-muted">
        <span className="text-ink tabular-nums">{count}</span> keys of the {planName} plan in use
      </p>
    );
  }
  return (
    <p className="flex items-start gap-2 rounded-md bg-warn-wash px-3 py-2 text-13 text-warn-ink">
      <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span>
        <span className="tabular-nums">{count}</span> keys of the {planName} plan are in use. Revoke one that is not
        needed to make another, or{' '}
        <Link href="/billing" className="font-medium underline underline-offset-2">
          choose a larger plan
        </Link>
        ; disabled and expired keys count too.
      </span>
    </p>
  );
}

interface KeyCountProps {
  /** All that are not revoked: disabled and expired ones keep their place. */
  used: number;
  keysMax: number;
  planName: string;
}
