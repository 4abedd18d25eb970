import type { RequestRow } from '@gridsky/api/services';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Link } from '../../ui/link.tsx';
import { Time } from '../../ui/time.tsx';
import { requestsPath } from '../requests/request-filters.ts';
import { momentText } from '../requests/request-text.ts';
import { limitName } from './limit-name.ts';

/** The requests that a limit refused last, and which limit. */
export function LastRefused({ rows, now, keyName }: LastRefusedProps) {
  return (
    <Card
      flush
      title="Refused last"
      description="By a limit, in the last 7 days. The error of each says how long to wait and whose limit it was."
      className="overflow-hidden"
      action={
        <Link
          href={requestsPath({ range: '7d', code: 'limits' })}
          className="text-13 whitespace-nowrap text-accent-ink underline-offset-2 hover:underline"
        >
          See all
        </Link>
      }
    >
      <DataTable
        caption="Requests that a limit refused, newest first"
        columns={columns(now, keyName)}
        rows={rows ?? []}
        status={rows ? 'ready' : 'loading'}
        rowKey={({ requestId }) => requestId}
        empty={<EmptyState title="No limit refused a request in the last 7 days" />}
      />
    </Card>
  );
}

interface LastRefusedProps {
  /** null: not known yet. */
  rows: readonly RequestRow[] | null;
  now: Date;
  keyName: (id: string) => { name: string };
}

function columns(now: Date, keyName: LastRefusedProps['keyName']): Column<RequestRow>[] {
  return [
    { id: 'time', header: 'Time (UTC)', mono: true, cell: ({ createdAt }) => momentText(createdAt, now) },
    {
      id: 'ago',
      header: 'Ago',
      cell: ({ createdAt }) => <Time at={createdAt} now={now} className="text-ink-muted" />,
    },
    { id: 'limit', header: 'Limit', cell: ({ errorCode }) => limitName(errorCode) },
    {
      id: 'key',
      header: 'Key',
      cell: ({ keyId }) => <span className="block max-w-52 truncate">{keyName(keyId).name}</span>,
    },
    {
      id: 'request',
      header: 'Request id',
      cell: ({ requestId }) => (
        <Link
          href={requestsPath({ id: requestId })}
          title={requestId}
          className="text-accent-ink underline-offset-2 hover:underline"
        >
          <code className="text-13">
            {requestId.slice(0, 8)}…{requestId.slice(-6)}
          </code>
        </Link>
      ),
    },
  ];
}
