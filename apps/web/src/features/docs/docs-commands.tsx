import { useRouter } from 'next/navigation';
import type { CommandEntry } from '../../ui/command-list.tsx';
import { searchDocs } from './search.ts';
import { useSearchIndex } from './use-search-index.ts';

/** Sections of the documentation that have the words of the query, as entries of a command list. */
export function useDocsCommands(
  query: string,
  hitsMax?: number,
): { hits: CommandEntry[]; loading: boolean; failed: boolean } {
  const router = useRouter();
  const { entries, failed } = useSearchIndex(query !== '');
  const hits = entries ? searchDocs(entries, query, hitsMax) : [];
  return {
    hits: hits.map(({ page, heading, href, excerpt }) => ({
      id: `docs ${href}`,
      label: (
        <span className="font-medium">
          {page}
          {heading ? <span className="text-ink-muted"> › {heading}</span> : null}
        </span>
      ),
      detail: excerpt,
      run: () => router.push(href),
    })),
    loading: query !== '' && entries === null && !failed,
    failed,
  };
}
