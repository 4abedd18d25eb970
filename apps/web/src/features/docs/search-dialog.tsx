'use client';

import dynamic from 'next/dynamic';
import { CommandMenu } from '../../ui/command-menu.tsx';

/** Full-text search over the documentation: a button and ⌘K. The search and its index are fetched when it is first opened. */
export function SearchDialog() {
  return <CommandMenu label="Search the docs" block panel={(close) => <SearchPanel close={close} />} />;
}

const SearchPanel = dynamic(() => import('./search-panel.tsx').then(({ SearchPanel }) => SearchPanel), { ssr: false });
