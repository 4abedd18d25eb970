import type { PrivateModelView } from '@gridsky/api/services';
import { CirclePause, CirclePlay, CodeXml, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';

export interface OwnModelActions {
  onTest: (row: PrivateModelView) => void;
  onEnable: (row: PrivateModelView, enabled: boolean) => void;
  onEdit: (row: PrivateModelView) => void;
  onCode: (row: PrivateModelView) => void;
  onRemove: (row: PrivateModelView) => void;
  /** The reader may only look. */
  readOnly?: boolean;
}

/** What can be done with one model. */
export function OwnModelMenu({ row, actions }: { row: PrivateModelView; actions: OwnModelActions }) {
  if (actions.readOnly && !row.enabled) return null;
  return (
    <Menu
      trigger={
        <Button variant="ghost" size="icon" aria-label={`Actions for ${row.alias}`}>
          <Ellipsis aria-hidden />
        </Button>
      }
    >
      {row.enabled ? (
        <MenuItem onSelect={() => actions.onCode(row)}>
          <CodeXml aria-hidden />
          Copy as code
        </MenuItem>
      ) : null}
      {actions.readOnly ? null : (
        <>
          <MenuItem onSelect={() => actions.onEdit(row)}>
            <Pencil aria-hidden />
            Edit
          </MenuItem>
          <MenuItem
            disabled={!row.enabled && row.dimensions === null}
            onSelect={() => actions.onEnable(row, !row.enabled)}
          >
            {row.enabled ? <CirclePause aria-hidden /> : <CirclePlay aria-hidden />}
            {row.enabled ? 'Disable' : 'Enable'}
          </MenuItem>
          <MenuSeparator />
          <MenuItem danger onSelect={() => actions.onRemove(row)}>
            <Trash2 aria-hidden />
            Remove
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
