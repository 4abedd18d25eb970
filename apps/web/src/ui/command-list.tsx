'use client';

import { Command } from 'cmdk';
import type { ReactNode } from 'react';

/**
 * A field and what is found under it, moved through with the arrow keys. Who calls it decides what is found: nothing is
 * filtered here.
 */
export function CommandList({ label, placeholder, query, onQuery, groups, empty }: CommandListProps) {
  const found = groups.filter(({ commands }) => commands.length > 0);
  return (
    <Command loop shouldFilter={false} label={label}>
      <Command.Input
        value={query}
        onValueChange={onQuery}
        placeholder={placeholder}
        className="h-11 w-full border-b bg-surface px-4 text-14 outline-none placeholder:text-ink-faint pointer-coarse:text-16"
      />
      <Command.List className="max-h-[min(60dvh,26rem)] overflow-y-auto p-1">
        {found.length === 0 ? (
          <p className="px-3 py-8 text-center text-ink-muted" role="status">
            {empty}
          </p>
        ) : null}
        {found.map((group) => (
          <Command.Group
            key={group.title}
            heading={group.title}
            className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-ink-muted"
          >
            {group.commands.map((command) => (
              <Command.Item
                key={command.id}
                value={command.id}
                onSelect={command.run}
                className="flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-3 py-1.5 select-none data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-muted"
              >
                {command.icon}
                <span className="grid min-w-0">
                  <span className="truncate">{command.label}</span>
                  {command.detail ? (
                    <span className="line-clamp-2 text-13 text-ink-muted">{command.detail}</span>
                  ) : null}
                </span>
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}

interface CommandListProps {
  label: string;
  placeholder: string;
  query: string;
  onQuery: (query: string) => void;
  groups: readonly CommandGroup[];
  /** Said when no group has anything. */
  empty: string;
}

export interface CommandGroup {
  title: string;
  commands: readonly CommandEntry[];
}

export interface CommandEntry {
  /** Unlike any other in the list. */
  id: string;
  label: ReactNode;
  /** A second line. */
  detail?: ReactNode;
  icon?: ReactNode;
  run: () => void;
}
