import { CommandMenu } from '../../ui/command-menu.tsx';
import type { ShellActions } from './action-commands.tsx';

/** ⌘K: its list comes with its own script, when it is first opened. */
export function ShellCommands(actions: ShellActions) {
  return (
    <CommandMenu label="Search" load={async () => (await import('./command-panel.tsx')).CommandPanel} given={actions} />
  );
}
