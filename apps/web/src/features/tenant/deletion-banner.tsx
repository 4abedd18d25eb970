import { TriangleAlert } from 'lucide-react';
import { Link } from '../../ui/link.tsx';
import { isoDay } from '../../ui/time-ago.ts';

/** On every page of a tenant that is about to be deleted. */
export function DeletionBanner({ dueAt }: { dueAt: Date }) {
  return (
    <p role="status" className="mb-6 flex items-start gap-2.5 rounded-lg border bg-bad-wash px-4 py-2.5 text-bad-ink">
      <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span>
        This tenant is deleted on {isoDay(dueAt)}. Its keys are refused already.{' '}
        <Link href="/settings#delete" className="font-medium underline underline-offset-2">
          Keep it in Settings
        </Link>
      </span>
    </p>
  );
}
