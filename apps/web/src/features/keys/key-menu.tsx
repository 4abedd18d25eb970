import type { KeyView } from '@gridsky/api/services';
import { Ban, CirclePause, CirclePlay, Ellipsis, KeyRound, Pencil, RefreshCw } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';

export interface KeyActions {
  onEdit: (key: KeyView) => void;
  onRotate: (key: KeyView) => void;
  onEndGrace: (key: KeyView) => void;
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
      <MenuItem onSelect={() => actions.onEdit(row)}>
        <Pencil aria-hidden />
        Edit
      </MenuItem>
      {row.state === 'expired' ? null : (
        <>
          <MenuItem onSelect={() => actions.onRotate(row)}>
            <RefreshCw aria-hidden />
            Rotate secret
          </MenuItem>
          {row.previous ? (
            <MenuItem onSelect={() => actions.onEndGrace(row)}>
              <KeyRound aria-hidden />
              End old secret now
            </MenuItem>
          ) : null}
          <MenuItem onSelect={() => actions.onSetDisabled(row, !disabled)}>
            {disabled ? <CirclePlay aria-hidden /> : <CirclePause aria-hidden />}
            {disabled ? 'Enable' : 'Disable'}
          </MenuItem>
        </>
      )}
      <MenuSeparator />
      <MenuItem danger onSelect={() => actions.onRevoke(row)}>
        <Ban aria-hidden />
        Revoke
      </MenuItem>
    </Menu>
  );
}
