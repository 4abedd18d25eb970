'use client';

import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Dialog } from 'radix-ui';
import { useEffect, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { overlayStyles } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { searchDocs } from './search.ts';
import { useSearchIndex } from './use-search-index.ts';

/** Full-text search over the documentation: a button and ⌘K. The index is fetched when it is first opened. */
export function SearchDialog() {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const { entries, failed } = useSearchIndex(open);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen((before) => !before);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  const hits = entries ? searchDocs(entries, query) : [];
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        <Button className="w-full text-ink-muted [&>span]:w-full" aria-keyshortcuts="Meta+K Control+K">
          <Search aria-hidden />
          Search the docs
          <span className="ml-auto pointer-coarse:hidden">
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
          <Dialog.Title className="sr-only">Search the docs</Dialog.Title>
          <Command loop shouldFilter={false} label="Search the docs">
            <Command.Input
              value={query}
              onValueChange={setQuery}
              placeholder="A word, an error code, a setting"
              className="h-11 w-full border-b bg-surface px-4 text-14 outline-none placeholder:text-ink-faint pointer-coarse:text-16"
            />
            <Command.List className="max-h-[min(60dvh,26rem)] overflow-y-auto p-1">
              {failed || query.trim() === '' || hits.length === 0 ? (
                <p className="px-3 py-8 text-center text-ink-muted" role="status">
                  {statusText(query, failed, entries !== null)}
                </p>
              ) : null}
              {hits.map((hit) => (
                <Command.Item
                  key={hit.href}
                  value={hit.href}
                  onSelect={() => {
                    setOpen(false);
                    router.push(hit.href);
                  }}
                  className="grid cursor-default gap-0.5 rounded-md px-3 py-2 select-none data-[selected=true]:bg-hover"
                >
                  <span className="font-medium">
                    {hit.page}
                    {hit.heading ? <span className="text-ink-muted"> › {hit.heading}</span> : null}
                  </span>
                  <span className="line-clamp-2 text-13 text-ink-muted">{hit.excerpt}</span>
                </Command.Item>
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function statusText(query: string, failed: boolean, loaded: boolean): string {
  if (failed) return 'The index did not load. Close this and open it again.';
  if (query.trim() === '') return 'Type to search all pages.';
  return loaded ? 'No section has all of these words.' : 'Loading the index';
}
