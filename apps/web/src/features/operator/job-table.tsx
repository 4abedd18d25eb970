import type { SystemView } from '@gridsky/api/services';
import { Play } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Status } from '../../ui/status.tsx';
import { Time } from '../../ui/time.tsx';
import { timeAgo } from '../../ui/time-ago.ts';
import { durationText } from '../requests/request-text.ts';

type Job = SystemView['jobs'][number];

/** The platform's upkeep: when each ran, how that ended, when it runs next. */
export function JobTable({ jobs, now, running, onRun }: JobTableProps) {
  return (
    <Card
      flush
      title="Upkeep"
      description="Runs by itself. Running one now does no harm: each may run at any time and in several processes at once."
      className="overflow-hidden"
    >
      <div className="border-t">
        <DataTable
          caption="Jobs"
          columns={columns({ now, running, onRun })}
          rows={jobs}
          rowKey={({ name }) => name}
          empty={<EmptyState title="No job has run yet">They run within a minute of the start of the API.</EmptyState>}
        />
      </div>
    </Card>
  );
}

interface JobTableProps {
  jobs: readonly Job[];
  now: Date;
  /** Whose request to run is under way. */
  running: string | null;
  onRun: (name: string) => void;
}

function columns({ now, running, onRun }: Omit<JobTableProps, 'jobs'>): Column<Job>[] {
  return [
    {
      id: 'name',
      header: 'Job',
      cell: ({ name }) => (
        <span className="grid">
          <code className="text-13">{name}</code>
          <span className="text-12 text-ink-muted">{purposes[name] ?? ''}</span>
        </span>
      ),
    },
    {
      id: 'state',
      header: 'Last run',
      cell: (job) => (
        <span className="grid">
          {job.failures > 0 ? (
            <Status tone="bad">{`Failed ${job.failures} ${job.failures === 1 ? 'time' : 'times'}`}</Status>
          ) : (
            <Status tone={job.lastSucceededAt ? 'good' : 'off'}>{job.lastSucceededAt ? 'Good' : 'Running'}</Status>
          )}
          {job.failures > 0 && job.lastError ? (
            <span className="block max-w-80 truncate text-12 text-bad-ink" title={job.lastError}>
              {job.lastError}
            </span>
          ) : null}
        </span>
      ),
    },
    { id: 'when', header: 'When', cell: ({ lastStartedAt }) => <Time at={lastStartedAt} now={now} /> },
    {
      id: 'took',
      header: 'Took',
      align: 'right',
      mono: true,
      cell: ({ tookMs }) => (tookMs === null ? '–' : durationText(tookMs)),
    },
    { id: 'next', header: 'Next', cell: (job) => nextRun(job, now) },
    {
      id: 'failed',
      header: 'Last failure',
      cell: ({ lastFailedAt }) =>
        lastFailedAt ? <Time at={lastFailedAt} now={now} /> : <span className="text-ink-faint">none</span>,
    },
    {
      id: 'run',
      header: <span className="sr-only">Run</span>,
      align: 'right',
      cell: ({ name }) => (
        <Button size="sm" busy={running === name} aria-label={`Run ${name} now`} onClick={() => onRun(name)}>
          <Play aria-hidden />
          Run now
        </Button>
      ),
    },
  ];
}

function nextRun({ lastStartedAt, everySeconds }: Job, now: Date): string {
  const at = new Date(lastStartedAt.getTime() + everySeconds * 1_000);
  return at <= now ? 'in a moment' : timeAgo(at, now);
}

const purposes: Record<string, string> = {
  'close-hours': 'sums whole hours of usage',
  'release-stale-holds': 'gives back credit held by requests that died',
  'due-tenants': 'carries out deletions after their 14 days',
  'idempotency-records': 'forgets idempotency keys after 24 hours',
  'usage-partitions': 'makes the next days’ partitions',
  'usage-retention': 'drops days that are past keeping',
  'model-files': 'removes files of uploaded models that nothing uses',
  'recount-budgets': 'counts monthly budgets anew from the ledger',
  'expired-links': 'forgets links that were mailed and are too old',
  'ledger-check': 'compares every sum of the ledger',
  'mail-outbox': 'sends mail that waits',
};
