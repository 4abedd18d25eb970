'use client';

import { CommandMenu } from '../../ui/command-menu.tsx';

/** Full-text search over the documentation: a button and ⌘K. The search and its index are fetched when it is first opened. */
export function SearchDialog() {
  return (
    <CommandMenu
      label="Search the docs"
      block
      load={async () => (await import('./search-panel.tsx')).SearchPanel}
      given={{}}
    />
  );
}
