import { LogOut } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../ui/menu.tsx';

export interface ShellUser {
  email: string;
  name?: string;
}

/** Who is signed in, and the way out. */
export function AccountMenu({ user, onSignOut }: { user: ShellUser; onSignOut: () => void }) {
  const initial = (user.name || user.email).slice(0, 1).toUpperCase();
  return (
    <Menu
      trigger={
        <Button variant="ghost" size="icon" className="rounded-full!" aria-label={`Account: ${user.email}`}>
          <span className="grid size-6 place-items-center rounded-full bg-ink text-12 font-medium text-canvas">
            {initial}
          </span>
        </Button>
      }
    >
      <MenuLabel>
        {user.name ? <span className="block text-14 text-ink">{user.name}</span> : null}
        {user.email}
      </MenuLabel>
      <MenuSeparator />
      <MenuItem onSelect={onSignOut}>
        <LogOut aria-hidden />
        Sign out
      </MenuItem>
    </Menu>
  );
}
