import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Link } from '../../ui/link.tsx';
import { momentText } from '../requests/request-text.ts';
import { changesText } from './audit-changes.ts';
import { type AuditScope, auditPath } from './audit-filters.ts';
import { type AnyAuditRow, actorText, targetText } from './audit-row.ts';

/** A line for each change; its time opens the details. */
export function AuditTable({ scope, rows, now, onOpen }: AuditTableProps) {
  return (
    <DataTable
      caption="Changes, newest first"
      columns={columns({ scope, now, onOpen })}
      rows={rows ?? []}
      rowKey={(row) => row.id}
      status={rows ? 'ready' : 'loading'}
    />
  );
}

interface AuditTableProps {
  scope: AuditScope;
  /** null: not known yet. */
  rows: readonly AnyAuditRow[] | null;
  now: Date;
  onOpen: (row: AnyAuditRow) => void;
}

function columns({ scope, now, onOpen }: Omit<AuditTableProps, 'rows'>): Column<AnyAuditRow>[] {
  const tenant: Column<AnyAuditRow> = {
    id: 'tenant',
    header: 'Tenant',
    cell: ({ tenantId, tenantName }) =>
      tenantId ? (
        <Link
          href={auditPath('platform', { tenantId })}
          className="block max-w-36 truncate underline-offset-2 hover:underline"
        >
          {tenantName ?? tenantId}
        </Link>
      ) : (
        <span className="text-ink-faint">platform</span>
      ),
  };
  return [
    {
      id: 'time',
      header: 'Time (UTC)',
      mono: true,
      cell: (row) => (
        <button
          type="button"
          aria-label={`Details of ${row.action}, ${row.createdAt.toISOString().slice(0, 19)}`}
          className="rounded-sm text-accent-ink underline-offset-2 hover:underline"
          onClick={() => onOpen(row)}
        >
          {momentText(row.createdAt, now)}
        </button>
      ),
    },
    ...(scope === 'platform' ? [tenant] : []),
    {
      id: 'who',
      header: 'Who',
      cell: (row) => (
        <span className="block max-w-40 truncate" title={actorText(row)}>
          {actorText(row)}
        </span>
      ),
    },
    { id: 'action', header: 'Action', cell: ({ action }) => <code className="text-13">{action}</code> },
    {
      id: 'target',
      header: 'Target',
      cell: (row) => (
        <span className="block max-w-40 truncate" title={targetText(row)}>
          {targetText(row)}
        </span>
      ),
    },
    {
      id: 'changes',
      header: 'Change',
      cell: ({ before, after }) => (
        <span className="block max-w-52 truncate text-ink-muted" title={changesText(before, after)}>
          {changesText(before, after) || '–'}
        </span>
      ),
    },
    {
      id: 'address',
      header: 'Address',
      cell: ({ ip }) => <span className="figures text-13 text-ink-muted">{ip ?? '–'}</span>,
    },
  ];
}
