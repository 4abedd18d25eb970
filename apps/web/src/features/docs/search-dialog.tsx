'use client';

import { CommandMenu } from '../../ui/command-menu.tsx';

/** Full-text search over the documentation: a button and ⌘K. The search and its index are fetched when it is first opened. */
export function SearchDialog() {
  return (
    <CommandMenu
      label="Search the docs"
      placeholder="A word, an error code, a setting"
      block
      load={async () => (await import('./search-panel.tsx')).SearchPanel}
      given={{}}
    />
  );
}
