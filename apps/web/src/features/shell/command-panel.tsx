'use client';

import { CommandList } from '../../ui/command-list.tsx';
import type { CommandPanelProps } from '../../ui/command-menu.tsx';
import { type ShellActions, useActionCommands } from './action-commands.tsx';
import { useFoundCommands } from './found-commands.tsx';

/** What ⌘K finds: pages, actions that the role may do and tenants at once; keys, requests and documentation by what is typed. */
export function CommandPanel({ close, label, placeholder, query, onQuery, ...actions }: PanelProps) {
  const fixed = useActionCommands(actions, query);
  const found = useFoundCommands(query, actions.role !== null);
  const groups = [...fixed, ...found.groups].map((group) => ({
    ...group,
    commands: group.commands.map((command) => ({
      ...command,
      run: () => {
        close();
        command.run();
      },
    })),
  }));
  return (
    <CommandList
      label={label}
      placeholder={placeholder}
      query={query}
      onQuery={onQuery}
      groups={groups}
      empty={found.searching ? 'Searching' : 'Nothing here has these words.'}
    />
  );
}

type PanelProps = CommandPanelProps & ShellActions;
