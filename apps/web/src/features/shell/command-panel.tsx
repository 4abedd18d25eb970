'use client';

import { useState } from 'react';
import { CommandDialog } from '../../ui/command-dialog.tsx';
import { CommandList } from '../../ui/command-list.tsx';
import type { OpenedProps } from '../../ui/command-menu.tsx';
import { type ShellActions, useActionCommands } from './action-commands.tsx';
import { useFoundCommands } from './found-commands.tsx';

/** What ⌘K finds: pages, actions that the role may do and tenants at once; keys, requests and documentation by what is typed. */
export function CommandPanel({ label, open, onOpenChange, ...actions }: OpenedProps & ShellActions) {
  return (
    <CommandDialog label={label} open={open} onOpenChange={onOpenChange}>
      <Commands {...actions} label={label} close={() => onOpenChange(false)} />
    </CommandDialog>
  );
}

function Commands({ label, close, ...actions }: ShellActions & { label: string; close: () => void }) {
  const [query, setQuery] = useState('');
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
      placeholder="Page, action, key, request id or a word of the docs"
      query={query}
      onQuery={setQuery}
      groups={groups}
      empty={found.searching ? 'Searching' : 'Nothing here has these words.'}
    />
  );
}
