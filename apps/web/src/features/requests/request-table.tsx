import type { RequestRow } from '@gridsky/api/services';
import { CopyButton } from '../../ui/copy-button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Status } from '../../ui/status.tsx';
import { requestsPath } from './request-filters.ts';
import { durationText, momentText, statusTone } from './request-text.ts';

/** A line for each request; its time opens the details. */
export function RequestTable({ rows, now, keyName, onOpen }: RequestTableProps) {
  return (
    <DataTable
      caption="Requests, newest first"
      columns={columns({ now, keyName, onOpen })}
      rows={rows ?? []}
      rowKey={(request) => request.requestId}
      status={rows ? 'ready' : 'loading'}
    />
  );
}

interface RequestTableProps {
  /** null: not known yet. */
  rows: readonly RequestRow[] | null;
  now: Date;
  keyName: (id: string) => { name: string };
  onOpen: (requestId: string) => void;
}

function columns({ now, keyName, onOpen }: Omit<RequestTableProps, 'rows'>): Column<RequestRow>[] {
  return [
    {
      id: 'time',
      header: 'Time (UTC)',
      mono: true,
      cell: ({ requestId, createdAt }) => (
        <a
          href={requestsPath({ id: requestId })}
          aria-label={`Details of ${requestId}`}
          className="text-accent-ink underline-offset-2 hover:underline"
          onClick={(event) => {
            // With a modifier the browser opens the address in a tab of its own.
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            onOpen(requestId);
          }}
        >
          {momentText(createdAt, now)}
        </a>
      ),
    },
    { id: 'status', header: 'Answer', cell: (request) => <RequestOutcome {...request} /> },
    {
      id: 'model',
      header: 'Model',
      cell: ({ model }) =>
        model ? (
          <code className="block max-w-52 truncate text-13">{model}</code>
        ) : (
          <span className="text-ink-faint">–</span>
        ),
    },
    {
      id: 'key',
      header: 'Key',
      cell: ({ keyId }) => <span className="block max-w-40 truncate">{keyName(keyId).name}</span>,
    },
    number('tokens', 'Tokens', ({ tokens }) => tokens.toLocaleString('en-US')),
    number('queue', 'Queue', ({ queueMs, status }) => (status < 400 ? durationText(queueMs) : '–')),
    number('infer', 'Compute', ({ inferMs, status }) => (status < 400 ? durationText(inferMs) : '–')),
    number('total', 'Total', ({ totalMs }) => durationText(totalMs)),
    {
      id: 'request',
      header: 'Request id',
      cell: ({ requestId }) => (
        <span className="inline-flex items-center gap-1">
          <code className="text-13 text-ink-muted" title={requestId}>
            req_…{requestId.slice(-8)}
          </code>
          <CopyButton text={requestId} name={`Copy ${requestId}`} size="icon-sm" />
        </span>
      ),
    },
  ];
}

/** How a request ended: its status, and why when it was not served. */
export function RequestOutcome({ status, errorCode }: Pick<RequestRow, 'status' | 'errorCode'>) {
  return (
    <span className="inline-flex items-baseline gap-2">
      <Status tone={statusTone(status)}>{String(status)}</Status>
      {errorCode ? <code className="text-13 text-ink-muted">{errorCode}</code> : null}
    </span>
  );
}

function number(id: string, header: string, cell: (request: RequestRow) => string): Column<RequestRow> {
  return { id, header, cell, align: 'right', mono: true };
}
