'use client';

import { Search } from 'lucide-react';
import { type ComponentType, useEffect, useState } from 'react';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { Kbd } from './kbd.tsx';

/** The button of ⌘K. What it opens is fetched when it is about to be wanted. */
export function CommandMenu<Given>({ label, block, load, given }: CommandMenuProps<Given>) {
  const [open, setOpen] = useState(false);
  const [Opened, setOpened] = useState<ComponentType<OpenedProps & Given> | null>(null);
  const prepare = () => {
    if (!Opened)
      void load().then(
        (loaded) => setOpened(() => loaded),
        () => setOpen(false),
      );
  };
  const show = (shown: boolean) => {
    if (shown) {
      // A sheet makes everything behind it inert, and this would open there.
      document.querySelector<HTMLDialogElement>('dialog:modal')?.close();
      prepare();
    }
    setOpen(shown);
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      // Most people hold this one down a moment before the K.
      if (event.key === 'Meta' || event.key === 'Control') return prepare();
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      show(!open);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  });
  return (
    <>
      <Button
        variant="secondary"
        className={classNames('text-ink-muted!', block ? 'w-full [&>span]:w-full' : 'max-sm:w-8 max-sm:px-0')}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-keyshortcuts="Meta+K Control+K"
        onPointerEnter={prepare}
        onClick={() => show(true)}
      >
        <Search aria-hidden />
        <span className={block ? undefined : 'max-sm:sr-only'}>{label}</span>
        <span className={classNames('pointer-coarse:hidden', block ? 'ml-auto' : 'max-sm:hidden')} aria-hidden>
          <Kbd>⌘K</Kbd>
        </span>
      </Button>
      {Opened ? <Opened {...given} label={label} open={open} onOpenChange={setOpen} /> : null}
    </>
  );
}

/** Given to what is opened; what else it needs comes as `given`. */
export interface OpenedProps {
  label: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

interface CommandMenuProps<Given> {
  /** On the button, and the name of the dialog. */
  label: string;
  /** As wide as its place. */
  block?: boolean;
  load: () => Promise<ComponentType<OpenedProps & Given>>;
  given: Given;
}
