'use client';

import { useState } from 'react';
import { CommandDialog } from '../../ui/command-dialog.tsx';
import { CommandList } from '../../ui/command-list.tsx';
import type { OpenedProps } from '../../ui/command-menu.tsx';
import { useDocsCommands } from './docs-commands.tsx';

/** The search of the documentation, opened. */
export function SearchPanel(dialog: OpenedProps) {
  return (
    <CommandDialog {...dialog}>
      <Sections label={dialog.label} close={() => dialog.onOpenChange(false)} />
    </CommandDialog>
  );
}

function Sections({ label, close }: { label: string; close: () => void }) {
  const [query, setQuery] = useState('');
  const { hits, loading, failed } = useDocsCommands(query.trim());
  const commands = hits.map((hit) => ({
    ...hit,
    run: () => {
      close();
      hit.run();
    },
  }));
  return (
    <CommandList
      label={label}
      placeholder="A word, an error code, a setting"
      query={query}
      onQuery={setQuery}
      groups={[{ title: 'Sections', commands }]}
      empty={statusText(query, failed, loading)}
    />
  );
}

function statusText(query: string, failed: boolean, loading: boolean): string {
  if (failed) return 'The index did not load. Close this and open it again.';
  if (query.trim() === '') return 'Type to search all pages.';
  return loading ? 'Loading the index' : 'No section has all of these words.';
}
