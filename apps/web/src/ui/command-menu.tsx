'use client';

import { Search } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ComponentType, useEffect, useState } from 'react';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { overlayStyles } from './dialog.tsx';
import { Kbd } from './kbd.tsx';

/**
 * What ⌘K opens, with the button that opens it too. The panel's script is fetched when it is about to be wanted; what is
 * typed before it has come is kept.
 */
export function CommandMenu<Given>({ label, placeholder, block, load, given }: CommandMenuProps<Given>) {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const { Panel, failed, prepare } = usePanel(load);
  const show = (shown: boolean) => {
    if (shown) prepare();
    setQuery('');
    setOpen(shown);
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      show(!open);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  });
  return (
    <Dialog.Root open={open} onOpenChange={show}>
      <Dialog.Trigger asChild>
        <Button
          variant="secondary"
          className={classNames('text-ink-muted', block ? 'w-full [&>span]:w-full' : 'max-sm:w-8 max-sm:px-0')}
          aria-keyshortcuts="Meta+K Control+K"
          onPointerEnter={prepare}
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
          className="fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 animate-fade overflow-hidden rounded-lg border bg-surface shadow-float"
        >
          <Dialog.Title className="sr-only">{label}</Dialog.Title>
          {Panel ? (
            <Panel
              {...given}
              label={label}
              placeholder={placeholder}
              query={query}
              onQuery={setQuery}
              close={() => setOpen(false)}
            />
          ) : (
            <>
              <input
                aria-label={label}
                placeholder={placeholder}
                value={query}
                onChange={(event) => setQuery(event.target.value)}
                className={commandInputStyles}
              />
              <p className="px-3 py-8 text-center text-ink-muted" role="status">
                {failed ? 'The search did not load. Close this and open it again.' : 'Loading'}
              </p>
            </>
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Given to every panel; what else it needs comes as `given`. */
export interface CommandPanelProps {
  label: string;
  placeholder: string;
  query: string;
  onQuery: (query: string) => void;
  close: () => void;
}

interface CommandMenuProps<Given> {
  /** On the button, and the name of the dialog. */
  label: string;
  placeholder: string;
  /** As wide as its place. */
  block?: boolean;
  load: () => Promise<ComponentType<CommandPanelProps & Given>>;
  given: Given;
}

export const commandInputStyles =
  'h-11 w-full border-b bg-surface px-4 text-14 outline-none placeholder:text-ink-faint pointer-coarse:text-16';

function usePanel<Props>(load: () => Promise<ComponentType<Props>>) {
  const [Panel, setPanel] = useState<ComponentType<Props> | null>(null);
  const [failed, setFailed] = useState(false);
  const prepare = () => {
    if (Panel) return;
    setFailed(false);
    load().then(
      (loaded) => setPanel(() => loaded),
      () => setFailed(true),
    );
  };
  return { Panel, failed, prepare };
}
