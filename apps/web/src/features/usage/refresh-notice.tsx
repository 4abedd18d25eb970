import { TriangleAlert } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Link } from '../../ui/link.tsx';
import type { RequestError } from '../trpc/request-error.ts';

/** The figures on the page have not been renewed: since when, why, and the way to try now. */
export function RefreshNotice({ error, updatedAt, onRetry }: RefreshNoticeProps) {
  return (
    <div
      role="status"
      className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border bg-warn-wash px-4 py-2"
    >
      <TriangleAlert className="size-4 shrink-0 text-warn-ink" aria-hidden />
      <p className="text-warn-ink">
        Figures of {new Date(updatedAt).toISOString().slice(11, 19)} UTC. {error.message}{' '}
        {error.requestId ? <code className="text-13">{error.requestId}</code> : null}
      </p>
      {error.docs?.startsWith('/sign-in') ? (
        <Button asChild size="sm" className="ml-auto">
          <Link href={error.docs}>Sign in</Link>
        </Button>
      ) : (
        <Button size="sm" className="ml-auto" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

interface RefreshNoticeProps {
  error: RequestError;
  /** Epoch milliseconds of the last answer. */
  updatedAt: number;
  onRetry: () => void;
}
