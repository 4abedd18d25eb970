import { Button } from '../../ui/button.tsx';
import { KeyValue, type KeyValueItem } from '../../ui/key-value.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { fieldChanges } from './audit-changes.ts';
import type { AuditFilters } from './audit-filters.ts';
import { type AnyAuditRow, actorText, targetText } from './audit-row.ts';

/** One change beside the list: who, when, from where, and every field before and after. */
export function AuditDetail({ row, onClose, onNarrow }: AuditDetailProps) {
  return (
    <Sheet
      wide
      side="right"
      title="Change"
      open={row !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      {row ? (
        <div className="grid gap-6 p-4">
          <KeyValue items={items(row)} />
          <Fields row={row} />
          <div className="flex flex-wrap gap-2">
            <Button size="sm" onClick={() => onNarrow({ targetType: row.targetType, targetId: row.targetId })}>
              All of this {row.targetType.replaceAll('_', ' ')}
            </Button>
            {row.actorId ? (
              <Button size="sm" onClick={() => onNarrow({ actorType: row.actorType, actorId: row.actorId })}>
                All by them
              </Button>
            ) : null}
          </div>
        </div>
      ) : null}
    </Sheet>
  );
}

interface AuditDetailProps {
  /** null: closed. */
  row: AnyAuditRow | null;
  onClose: () => void;
  /** Shows all that has the same target, or the same actor. */
  onNarrow: (part: Partial<AuditFilters>) => void;
}

function items(row: AnyAuditRow): KeyValueItem[] {
  const list: (KeyValueItem | null)[] = [
    { name: 'When (UTC)', mono: true, value: row.createdAt.toISOString().slice(0, 23).replace('T', ' ') },
    { name: 'Who', value: <span className="wrap-anywhere">{actorText(row)}</span> },
    row.actorId ? { name: 'Their id', mono: true, value: row.actorId } : null,
    { name: 'Address', mono: true, value: row.ip ?? (row.actorType === 'operator' ? 'not told' : 'not recorded') },
    { name: 'Action', mono: true, value: row.action },
    { name: 'Target', value: <span className="wrap-anywhere">{targetText(row)}</span> },
    { name: 'Target id', mono: true, value: row.targetId },
    row.tenantId
      ? { name: 'Tenant', value: <span className="wrap-anywhere">{row.tenantName ?? row.tenantId}</span> }
      : null,
  ];
  return list.filter((item) => item !== null);
}

function Fields({ row }: { row: AnyAuditRow }) {
  const changes = fieldChanges(row.before, row.after);
  if (changes.length === 0) return <p className="text-13 text-ink-muted">The action says it all: no field changed.</p>;
  return (
    <div className="relative overflow-x-auto rounded-lg border">
      <table className="w-full text-13">
        <caption className="sr-only">Fields before and after</caption>
        <thead>
          <tr className="border-b text-left text-ink-muted">
            {['Field', 'Before', 'After'].map((name) => (
              <th key={name} scope="col" className="px-3 py-2 font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.map(({ field, before, after }) => (
            <tr key={field} className="border-b align-top last:border-0">
              <th scope="row" className="px-3 py-2 text-left font-normal">
                {field}
              </th>
              <td className="px-3 py-2 text-ink-muted wrap-anywhere">
                {before === null ? (
                  <span className="text-ink-faint">–</span>
                ) : (
                  <del className="no-underline">{before}</del>
                )}
              </td>
              <td className="px-3 py-2 wrap-anywhere">
                {after === null ? (
                  <span className="text-ink-faint">–</span>
                ) : (
                  <ins className="no-underline">{after}</ins>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
