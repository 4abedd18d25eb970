import type { KeyView } from '@gridsky/api/services';
import { Badge } from '../../ui/badge.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { classNames } from '../../ui/class-names.ts';
import { CreatedBy, Expires, LastUsed, Limits, OldSecret } from './key-cells.tsx';
import { type KeyActions, KeyMenu } from './key-menu.tsx';
import { KeyStateLabel } from './key-state.tsx';

/**
 * One key: a row of 40 px, or where the table is narrow a small card (the same cells laid out as a grid, so that
 * nothing is in the page twice). The name takes what room the others leave.
 */
export function KeyRow({ row, now, actions, selected, onSelect }: KeyRowProps) {
  const ended = row.state === 'revoked' || row.state === 'expired';
  return (
    <tr
      className={classNames(
        'relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1 border-b p-4 transition-colors last:border-0 hover:bg-hover/60',
        '@3xl:table-row @3xl:h-10 @3xl:p-0',
        ended && 'text-ink-muted',
      )}
    >
      <th scope="row" className={`${cell} pr-9 font-medium @3xl:w-full @3xl:max-w-0 @3xl:pr-3 @3xl:pl-4`}>
        <span className="flex min-w-0 items-center gap-2">
          {actions && row.state !== 'revoked' ? (
            <Checkbox label={`Select ${row.name}`} labelHidden checked={selected} onChange={onSelect} />
          ) : null}
          <span className="truncate" title={row.name}>
            {row.name}
          </span>
          {row.mode === 'test' ? <Badge>test</Badge> : null}
        </span>
      </th>
      <td className={`${cell} order-1 col-span-2`}>
        <span className="flex items-center gap-2">
          <code className="text-13">{row.display}</code>
          <OldSecret row={row} now={now} />
        </span>
      </td>
      <td className={`${cell} order-2`}>
        <Label>Scope</Label>
        {row.scope}
      </td>
      <td
        className={`${cell} order-3 col-span-2 flex @3xl:table-cell @3xl:max-w-32 @[58rem]:max-w-40 @[72rem]:max-w-56`}
      >
        <Label>Limits</Label>
        <Limits row={row} />
      </td>
      <td className={`${cell} order-3 col-span-2`}>
        <Label>Last used</Label>
        <LastUsed row={row} now={now} />
      </td>
      <td className={`${cell} order-4 col-span-2`}>
        <Label>Expires</Label>
        <Expires row={row} now={now} />
      </td>
      <td className={`${cell} order-5 col-span-2 flex @3xl:hidden @3xl:max-w-44 @[72rem]:table-cell`}>
        <Label>Created</Label>
        <CreatedBy row={row} now={now} />
      </td>
      <td className={`${cell} order-2 justify-self-end`}>
        <KeyStateLabel state={row.state} />
      </td>
      {actions ? (
        <td className="absolute top-2.5 right-2 @3xl:static @3xl:w-12 @3xl:pr-2 @3xl:text-right">
          <KeyMenu row={row} actions={actions} />
        </td>
      ) : null}
    </tr>
  );
}

interface KeyRowProps {
  row: KeyView;
  now: Date;
  /** null: the reader may only look. */
  actions: KeyActions | null;
  selected: boolean;
  onSelect: (selected: boolean) => void;
}

/** What the column's head says, on cards that have none. */
function Label({ children }: { children: string }) {
  return <span className="mr-2 inline-block w-16 shrink-0 text-13 text-ink-muted @3xl:hidden">{children}</span>;
}

const cell = 'min-w-0 text-left whitespace-nowrap @3xl:px-3';
