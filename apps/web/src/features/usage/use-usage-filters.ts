import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { readUsageFilters, type UsageFilters, usagePath } from './usage-filters.ts';

/**
 * The filters of the URL and a way to change them. A choice shows at once; the address follows, and whoever changes the
 * address otherwise (a link, Back) changes the filters.
 */
export function useUsageFilters(): [UsageFilters, (next: UsageFilters) => void] {
  const query = useSearchParams();
  const inUrl = query.toString();
  const [state, setState] = useState(() => ({ filters: readUsageFilters(query), seen: inUrl }));
  if (state.seen !== inUrl) setState({ filters: readUsageFilters(query), seen: inUrl });
  const show = (filters: UsageFilters) => {
    setState({ filters, seen: inUrl });
    // Not a navigation: the server has nothing to add, and Back should leave the page.
    window.history.replaceState(null, '', usagePath(filters));
  };
  return [state.filters, show];
}
