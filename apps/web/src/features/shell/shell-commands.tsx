import dynamic from 'next/dynamic';
import { CommandMenu } from '../../ui/command-menu.tsx';
import type { ShellActions } from './action-commands.tsx';

/** ⌘K: its list comes with its own script, when it is first opened. */
export function ShellCommands(actions: ShellActions) {
  return <CommandMenu label="Search" panel={(close) => <CommandPanel {...actions} close={close} />} />;
}

const CommandPanel = dynamic(() => import('./command-panel.tsx').then(({ CommandPanel }) => CommandPanel), {
  ssr: false,
});
