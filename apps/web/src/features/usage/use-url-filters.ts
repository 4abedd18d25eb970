import { useSearchParams } from 'next/navigation';
import { useState } from 'react';

/**
 * The filters of the URL and a way to change them. A choice shows at once; the address follows, and whoever changes the
 * address otherwise (a link, Back) changes the filters. `read` makes filters of a query, `path` the page's address of filters.
 */
export function useUrlFilters<Filters>(
  read: (query: { get(name: string): string | null }) => Filters,
  path: (filters: Filters) => string,
): [Filters, (next: Filters) => void] {
  const query = useSearchParams();
  const inUrl = query.toString();
  const [state, setState] = useState(() => ({ filters: read(query), seen: inUrl }));
  if (state.seen !== inUrl) setState({ filters: read(query), seen: inUrl });
  const show = (filters: Filters) => {
    setState({ filters, seen: inUrl });
    // Not a navigation: the server has nothing to add, and Back should leave the page.
    window.history.replaceState(null, '', path(filters));
  };
  return [state.filters, show];
}
