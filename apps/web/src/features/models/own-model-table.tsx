import type { OwnModelHealth, PrivateModelView } from '@gridsky/api/services';
import type { OwnModelActions } from './own-model-menu.tsx';
import { OwnModelRow } from './own-model-row.tsx';
import type { TestPhase } from './own-model-state.ts';

/** The models at a glance: a table, or where it is narrow a small card for each. */
export function OwnModelTable({ rows, health, now, phaseOf, enablingId, actions }: OwnModelTableProps) {
  return (
    <div className="@container border-t">
      <table className="block w-full border-collapse @4xl:table">
        <caption className="sr-only">Your models</caption>
        <thead className="hidden @4xl:table-header-group">
          <tr className="border-b text-left text-13 text-ink-muted [&_th]:h-9 [&_th]:px-3 [&_th]:font-medium [&_th]:whitespace-nowrap [&_th:first-child]:pl-4">
            <th scope="col">Model</th>
            <th scope="col">Provider</th>
            <th scope="col">Width</th>
            <th scope="col">Last test</th>
            <th scope="col">Last 24 hours</th>
            <th scope="col">Secret</th>
            <th scope="col">State</th>
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        {rows.map((row) => (
          <OwnModelRow
            key={row.id}
            row={row}
            fallback={rows.find(({ id }) => id === row.fallbackId)?.alias ?? null}
            health={health.find(({ id }) => id === row.id)}
            now={now}
            phase={phaseOf(row)}
            enabling={enablingId === row.id}
            actions={actions}
          />
        ))}
      </table>
    </div>
  );
}

interface OwnModelTableProps {
  rows: readonly PrivateModelView[];
  health: readonly OwnModelHealth[];
  now: Date;
  phaseOf: (row: PrivateModelView) => TestPhase;
  /** Of the model that is being enabled or disabled. */
  enablingId: string | null;
  actions: OwnModelActions;
}
