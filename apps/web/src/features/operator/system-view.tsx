'use client';

import type { SystemView as SystemFacts } from '@gridsky/api/services';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Card } from '../../ui/card.tsx';
import { Status } from '../../ui/status.tsx';
import { toast } from '../../ui/toaster.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { RefreshNotice } from '../usage/refresh-notice.tsx';
import { JobTable } from './job-table.tsx';
import { ProcessTable } from './process-table.tsx';
import { systemChecks } from './system-checks.ts';

/** How the platform is, renewed every five seconds: checks, processes, upkeep. */
export function SystemView({ initial, renderedAt }: { initial: SystemFacts; renderedAt: Date }) {
  const trpc = useTRPC();
  const now = useNow(renderedAt);
  const query = useQuery(
    trpc.operator.system.queryOptions(undefined, { initialData: initial, refetchInterval: 5_000 }),
  );
  const run = useMutation(
    trpc.operator.runJob.mutationOptions({
      onSuccess: (_nothing, { name }) => {
        void query.refetch();
        toast(`${name} is asked to run`, { description: 'How it ended shows here within seconds.' });
      },
      onError: (error) => toast.error(requestError(error).message),
    }),
  );
  const system = query.data;
  return (
    <div className="grid gap-4">
      {query.error ? (
        <RefreshNotice
          error={requestError(query.error)}
          updatedAt={query.dataUpdatedAt}
          onRetry={() => query.refetch()}
        />
      ) : null}
      <Card title="Checks" description="What gridsky doctor and /readyz know, renewed every 5 seconds." flush>
        <ul>
          {systemChecks(system, now).map(({ name, tone, word, message }) => (
            <li
              key={name}
              className="grid gap-x-4 gap-y-0.5 border-t px-4 py-2.5 sm:grid-cols-[10rem_8rem_minmax(0,1fr)]"
            >
              <span className="font-medium">{name}</span>
              <Status tone={tone}>{word}</Status>
              <span className="text-ink-muted wrap-anywhere">{message}</span>
            </li>
          ))}
        </ul>
      </Card>
      <ProcessTable processes={system.processes} now={now} />
      <JobTable
        jobs={system.jobs}
        now={now}
        running={run.isPending ? run.variables.name : null}
        onRun={(name) => run.mutate({ name })}
      />
    </div>
  );
}
