'use client';

import { CommandList } from '../../ui/command-list.tsx';
import type { CommandPanelProps } from '../../ui/command-menu.tsx';
import { useDocsCommands } from './docs-commands.tsx';

/** The field of the search and the sections that it finds. */
export function SearchPanel({ close, ...field }: CommandPanelProps) {
  const { hits, loading, failed } = useDocsCommands(field.query.trim());
  const commands = hits.map((hit) => ({
    ...hit,
    run: () => {
      close();
      hit.run();
    },
  }));
  return (
    <CommandList
      {...field}
      groups={[{ title: 'Sections', commands }]}
      empty={statusText(field.query, failed, loading)}
    />
  );
}

function statusText(query: string, failed: boolean, loading: boolean): string {
  if (failed) return 'The index did not load. Close this and open it again.';
  if (query.trim() === '') return 'Type to search all pages.';
  return loading ? 'Loading the index' : 'No section has all of these words.';
}
