import type { RequestRow } from '@gridsky/api/services';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Link } from '../../ui/link.tsx';
import { requestsPath } from '../requests/request-filters.ts';
import { RequestOutcome } from '../requests/request-table.tsx';
import { durationText, momentText } from '../requests/request-text.ts';

/** The newest requests: when, what, how it ended and how long it took. Never their content: nobody keeps that. */
export function RecentRequests({ requests, now }: { requests: readonly RequestRow[]; now: Date }) {
  return (
    <Card
      flush
      title="Recent requests"
      description="Measures only: texts and vectors are not kept. Times are UTC."
      className="overflow-hidden"
      action={
        <Link href="/usage/requests" className="text-13 text-accent-ink underline-offset-2 hover:underline">
          See all
        </Link>
      }
    >
      <DataTable
        caption="Recent requests, newest first"
        columns={columns(now)}
        rows={requests}
        rowKey={(request) => request.requestId}
        empty={
          <EmptyState
            title="No requests in the last 30 days"
            action={
              <Button asChild>
                <Link href="/quickstart">Open Quickstart</Link>
              </Button>
            }
          >
            The next one shows here within seconds.
          </EmptyState>
        }
      />
    </Card>
  );
}

function columns(now: Date): Column<RequestRow>[] {
  return [
    { id: 'time', header: 'Time', mono: true, cell: (request) => momentText(request.createdAt, now) },
    {
      id: 'status',
      header: 'Answer',
      cell: (request) => <RequestOutcome {...request} />,
    },
    {
      id: 'model',
      header: 'Model',
      cell: ({ model }) =>
        model ? (
          <code className="block max-w-60 truncate text-13">{model}</code>
        ) : (
          <span className="text-ink-faint">–</span>
        ),
    },
    { id: 'inputs', header: 'Texts', align: 'right', mono: true, cell: ({ inputs }) => inputs.toLocaleString('en-US') },
    {
      id: 'tokens',
      header: 'Tokens',
      align: 'right',
      mono: true,
      cell: ({ tokens }) => tokens.toLocaleString('en-US'),
    },
    { id: 'time-taken', header: 'Took', align: 'right', mono: true, cell: ({ totalMs }) => durationText(totalMs) },
    {
      id: 'request',
      header: 'Request id',
      cell: ({ requestId }) => (
        <span className="inline-flex items-center gap-1">
          <Link
            href={requestsPath({ id: requestId })}
            title={requestId}
            className="text-accent-ink underline-offset-2 hover:underline"
          >
            <code className="text-13">
              {requestId.slice(0, 8)}…{requestId.slice(-6)}
            </code>
          </Link>
          <CopyButton text={requestId} name={`Copy ${requestId}`} size="icon-sm" />
        </span>
      ),
    },
  ];
}
