'use client';

import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from './button.tsx';
import { overlayStyles } from './dialog.tsx';
import { Kbd } from './kbd.tsx';

/** The ⌘K menu with the button that opens it. Groups of commands; each runs and closes the menu. */
export function CommandMenu({ groups }: { groups: readonly CommandGroup[] }) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen((before) => !before);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        <Button
          variant="secondary"
          className="text-ink-muted max-sm:w-8 max-sm:px-0"
          aria-label="Search and commands"
          aria-keyshortcuts="Meta+K Control+K"
        >
          <Search aria-hidden />
          <span className="max-sm:hidden">Go to</span>
          <span className="max-sm:hidden">
            <Kbd>⌘K</Kbd>
          </span>
        </Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayStyles} />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 animate-fade overflow-hidden rounded-lg border bg-surface shadow-float"
        >
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <Command loop>
            <Command.Input
              placeholder="Page or command"
              className="h-11 w-full border-b bg-surface px-4 text-14 outline-none placeholder:text-ink-faint pointer-coarse:text-16"
            />
            <Command.List className="max-h-80 overflow-y-auto p-1">
              <Command.Empty className="px-3 py-8 text-center text-ink-muted">Nothing has that name.</Command.Empty>
              {groups.map((group) => (
                <Command.Group
                  key={group.title}
                  heading={group.title}
                  className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-ink-muted"
                >
                  {group.commands.map((command) => (
                    <Command.Item
                      key={command.label}
                      value={`${group.title} ${command.label}`}
                      keywords={command.keywords}
                      onSelect={() => {
                        setOpen(false);
                        command.run();
                      }}
                      className="flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-3 select-none data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:text-ink-muted"
                    >
                      {command.icon}
                      {command.label}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

export interface CommandGroup {
  title: string;
  commands: readonly CommandEntry[];
}

export interface CommandEntry {
  label: string;
  icon?: ReactNode;
  keywords?: string[];
  run: () => void;
}
