'use client';

import type { LimitUse, RequestRow, TenantView } from '@gridsky/api/services';
import { useQuery } from '@tanstack/react-query';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { RefreshNotice } from '../usage/refresh-notice.tsx';
import { useKeyNames } from '../usage/use-key-names.ts';
import { LastRefused } from './last-refused.tsx';
import { LimitCards } from './limit-cards.tsx';
import { refusedQuery } from './refused-query.ts';

/** What the last 60 s took of the limits, and what a limit refused last; live. `renderedAt`: the server's time of the page. */
export function LimitsViewer({ limits, initialUse, initialRefused, renderedAt }: LimitsViewerProps) {
  const trpc = useTRPC();
  const now = useNow(renderedAt);
  const keyName = useKeyNames();
  const use = useQuery(trpc.usage.limits.queryOptions(undefined, { ...live, initialData: initialUse }));
  const refused = useQuery(
    trpc.usage.requests.queryOptions(refusedQuery, {
      ...live,
      initialData: initialRefused ? { rows: initialRefused, next: null } : undefined,
    }),
  );
  const failed = [use, refused].find(({ isError }) => isError);
  const retry = () => Promise.all([use.refetch(), refused.refetch()]);
  if (failed && !failed.data) {
    return (
      <Card>
        <ErrorState {...requestError(failed.error)} action={<Button onClick={retry}>Try again</Button>} />
      </Card>
    );
  }
  return (
    <div className="grid gap-4" aria-busy={!use.data}>
      {failed ? (
        <RefreshNotice
          error={requestError(failed.error)}
          updatedAt={failed.dataUpdatedAt || renderedAt.getTime()}
          onRetry={retry}
        />
      ) : null}
      {use.data ? (
        <LimitCards use={use.data} perKey={limits.requestsPerMinuteKeyMax} perUser={limits.requestsPerMinuteUserMax} />
      ) : (
        <div className="grid gap-4 lg:grid-cols-3">
          {['Tenant', 'Users', 'Keys'].map((title) => (
            <Card key={title} title={title}>
              <Skeleton height="h-40" />
            </Card>
          ))}
        </div>
      )}
      <p className="text-13 text-ink-muted">
        Counted from the answered requests of the last 60 seconds, every 5 seconds anew; a refused request takes nothing
        from a limit. What came 60 seconds ago is free again.
      </p>
      <LastRefused rows={refused.data?.rows ?? null} now={now} keyName={keyName} />
    </div>
  );
}

interface LimitsViewerProps {
  limits: TenantView['limits'];
  /** undefined: could not be read with the page; the browser asks and says why. */
  initialUse: LimitUse | undefined;
  initialRefused: RequestRow[] | undefined;
  renderedAt: Date;
}

const live = { refetchInterval: 5_000, refetchOnWindowFocus: 'always' } as const;
