import type { KeyView } from '@gridsky/api/services';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../trpc/client.tsx';

/** Names keys by id, revoked ones too. One that was just made may not be known yet: it has its id until it is. */
export function useKeyNames(initialKeys?: KeyView[]): (id: string) => { name: string; display: string } {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.key.list.queryOptions(undefined, { initialData: initialKeys, refetchInterval: 30_000 }),
  );
  const keys = new Map(data?.map((key) => [key.id, key]));
  return (id) => {
    const key = keys.get(id);
    return { name: key?.name ?? `Key ${id.slice(-6)}`, display: key?.display ?? '' };
  };
}
