'use client';

import { useState } from 'react';
import { CommandList } from '../../ui/command-list.tsx';
import { useDocsCommands } from './docs-commands.tsx';

/** The field of the search and the sections that it finds. */
export function SearchPanel({ close }: { close: () => void }) {
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
      label="Search the docs"
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
