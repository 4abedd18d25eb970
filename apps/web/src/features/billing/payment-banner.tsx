import { TriangleAlert } from 'lucide-react';
import { classNames } from '../../ui/class-names.ts';
import { Link } from '../../ui/link.tsx';
import { isoDay } from '../../ui/time-ago.ts';

/** On every page of a tenant whose payment failed: what happens when, and the way to mend it. */
export function PaymentBanner({ graceEndsAt, now }: { graceEndsAt: Date; now: Date }) {
  const over = graceEndsAt <= now;
  return (
    <p
      role="status"
      className={classNames(
        'mb-6 flex items-start gap-2.5 rounded-lg border px-4 py-2.5',
        over ? 'bg-bad-wash text-bad-ink' : 'bg-warn-wash text-warn-ink',
      )}
    >
      <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span>
        The last payment failed.{' '}
        {over
          ? `The plan ended on ${isoDay(graceEndsAt)}: requests are refused until the open invoice is paid.`
          : `The plan stays until ${isoDay(graceEndsAt)}; after that, requests are refused.`}{' '}
        <Link href="/billing" className="font-medium underline underline-offset-2">
          Change the card in Billing
        </Link>
      </span>
    </p>
  );
}
