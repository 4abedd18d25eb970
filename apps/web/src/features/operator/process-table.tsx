import type { ServingProcessView } from '@gridsky/api/services';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Status } from '../../ui/status.tsx';
import { Time } from '../../ui/time.tsx';

/** The processes of the API that are alive. */
export function ProcessTable({ processes, now }: { processes: readonly ServingProcessView[]; now: Date }) {
  return (
    <Card
      flush
      title="Processes of the API"
      description="Those that spoke within the last 15 seconds."
      className="overflow-hidden"
    >
      <div className="border-t">
        <DataTable
          caption="Processes, oldest first"
          columns={columns(now)}
          rows={processes}
          rowKey={({ id }) => id}
          empty={<EmptyState title="No process of the API is running">npm start starts one.</EmptyState>}
        />
      </div>
    </Card>
  );
}

function columns(now: Date): Column<ServingProcessView>[] {
  return [
    { id: 'process', header: 'Process', mono: true, cell: ({ host, pid }) => `${host}:${pid}` },
    {
      id: 'state',
      header: 'State',
      cell: ({ facts: { missing, degraded } }) => {
        if (missing.length > 0) return <Status tone="warn">{`Not ready: ${missing.join(', ')}`}</Status>;
        if (degraded.length > 0) return <Status tone="warn">{`Ready without ${degraded.join(', ')}`}</Status>;
        return <Status tone="good">Ready</Status>;
      },
    },
    { id: 'address', header: 'Address', mono: true, cell: ({ facts }) => facts.url },
    {
      id: 'models',
      header: 'Models loaded',
      align: 'right',
      mono: true,
      cell: ({ facts: { models } }) => `${models.filter(({ state }) => state === 'loaded').length} of ${models.length}`,
    },
    {
      id: 'queue',
      header: 'Texts waiting',
      align: 'right',
      mono: true,
      cell: ({ facts }) => facts.queuedTexts.toLocaleString('en-US'),
    },
    { id: 'limits', header: 'Limits in', cell: ({ facts }) => (facts.limits === 'redis' ? 'Redis' : 'memory') },
    { id: 'started', header: 'Started', cell: ({ startedAt }) => <Time at={startedAt} now={now} /> },
  ];
}
