import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../trpc/client.tsx';
import type { GroupNames } from './group-name.tsx';
import type { UsageFilters } from './usage-filters.ts';
import { useKeyNames } from './use-key-names.ts';

/** Names the groups of a usage view. */
export function useGroupNames(kind: UsageFilters['group']): GroupNames {
  const keyName = useKeyNames();
  const userName = useUserNames(kind === 'user');
  return kind === 'user' ? userName : keyName;
}

/** Names users by id, as the makers of keys. Who left has no address here any more. */
function useUserNames(enabled: boolean): GroupNames {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.usage.keyMakers.queryOptions(undefined, { enabled, refetchInterval: 30_000 }));
  const emails = new Map(data?.map(({ userId, email }) => [userId, email]));
  return (id) => ({
    name: id === '' ? 'The operator' : (emails.get(id) ?? `Former member ${id.slice(-6)}`),
    display: '',
  });
}
