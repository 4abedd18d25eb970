'use client';

import { Search } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { overlayStyles } from './dialog.tsx';
import { Kbd } from './kbd.tsx';

/** What ⌘K opens, with the button that opens it too. `panel` is made when it is first wanted; it calls `close` when it is done. */
export function CommandMenu({ label, block, panel }: CommandMenuProps) {
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
          className={classNames('text-ink-muted', block ? 'w-full [&>span]:w-full' : 'max-sm:w-8 max-sm:px-0')}
          aria-keyshortcuts="Meta+K Control+K"
        >
          <Search aria-hidden />
          <span className={block ? undefined : 'max-sm:sr-only'}>{label}</span>
          <span className={classNames('pointer-coarse:hidden', block ? 'ml-auto' : 'max-sm:hidden')} aria-hidden>
            <Kbd>⌘K</Kbd>
          </span>
        </Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayStyles} />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[12dvh] left-1/2 z-50 min-h-44 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 animate-fade overflow-hidden rounded-lg border bg-surface shadow-float"
        >
          <Dialog.Title className="sr-only">{label}</Dialog.Title>
          {panel(() => setOpen(false))}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface CommandMenuProps {
  /** On the button, and the name of the dialog. */
  label: string;
  /** As wide as its place. */
  block?: boolean;
  panel: (close: () => void) => ReactNode;
}
