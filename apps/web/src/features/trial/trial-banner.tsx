'use client';

import type { TenantView } from '@gridsky/api/services';
import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { classNames } from '../../ui/class-names.ts';
import { Link } from '../../ui/link.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useTRPC } from '../trpc/client.tsx';
import { trialNotice } from './trial-notice.ts';

/** On every page of a trial that has passed a mark, with the one thing to do next; live, as the credit goes while pages are open. */
export function TrialBanner({ tenant, renderedAt }: { tenant: TenantView; renderedAt: Date }) {
  const trpc = useTRPC();
  const now = useNow(renderedAt);
  const { data = tenant } = useQuery(
    trpc.tenant.get.queryOptions(undefined, {
      initialData: tenant,
      initialDataUpdatedAt: renderedAt.getTime(),
      refetchInterval: 15_000,
      enabled: tenant.plan.metered,
    }),
  );
  const notice = trialNotice(data, now);
  if (!notice) return null;
  return (
    <p
      role="status"
      className={classNames(
        'mb-6 flex items-start gap-2.5 rounded-lg border px-4 py-2.5 print:hidden',
        notice.tone === 'bad' ? 'bg-bad-wash text-bad-ink' : 'bg-warn-wash text-warn-ink',
      )}
    >
      <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span>
        {notice.text}{' '}
        <Link href="/billing" className="font-medium underline underline-offset-2">
          Choose a plan
        </Link>
      </span>
    </p>
  );
}
