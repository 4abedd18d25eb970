import type { KeyView } from '@gridsky/api/services';
import { Ban, CirclePause, CirclePlay, Ellipsis, Pencil } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';

export interface KeyActions {
  onRename: (key: KeyView) => void;
  onSetDisabled: (key: KeyView, disabled: boolean) => void;
  onRevoke: (key: KeyView) => void;
}

/** What can be done with one key. A revoked one is done with. */
export function KeyMenu({ row, actions }: { row: KeyView; actions: KeyActions }) {
  if (row.state === 'revoked') return null;
  const disabled = row.state === 'disabled';
  return (
    <Menu
      trigger={
        <Button variant="ghost" size="icon" aria-label={`Actions for ${row.name}`}>
          <Ellipsis aria-hidden />
        </Button>
      }
    >
      <MenuItem onSelect={() => actions.onRename(row)}>
        <Pencil aria-hidden />
        Rename
      </MenuItem>
      {row.state === 'expired' ? null : (
        <MenuItem onSelect={() => actions.onSetDisabled(row, !disabled)}>
          {disabled ? <CirclePlay aria-hidden /> : <CirclePause aria-hidden />}
          {disabled ? 'Enable' : 'Disable'}
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem danger onSelect={() => actions.onRevoke(row)}>
        <Ban aria-hidden />
        Revoke
      </MenuItem>
    </Menu>
  );
}
