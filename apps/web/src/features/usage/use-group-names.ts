import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../trpc/client.tsx';
import type { GroupNames } from './group-name.tsx';
import type { UsageFilters } from './usage-filters.ts';
import { useKeyNames } from './use-key-names.ts';

/** Names the groups of a usage view. */
export function useGroupNames(kind: UsageFilters['group']): GroupNames {
  const keyName = useKeyNames();
  const makerName = useUserNames(kind === 'user');
  return kind === 'user' ? makerName : keyName;
}

/** Names users by id, as the makers of keys. Who left has no address here any more. */
function useUserNames(enabled: boolean): GroupNames {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.usage.keyMakers.queryOptions(undefined, { enabled, refetchInterval: 30_000 }));
  const emails = new Map(data?.map(({ userId, email }) => [userId, email]));
  return (id) => ({
    name: data ? userName(id, emails.get(id)) : `User ${id.slice(-6)}`,
    display: '',
  });
}

/** The address of who made a key: none where the operator made it, none any more where its maker left. */
export function userName(userId: string | null, email: string | null | undefined): string {
  if (!userId) return 'The operator';
  return email ?? `Former member ${userId.slice(-6)}`;
}
