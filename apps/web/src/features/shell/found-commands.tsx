import type { KeyView, RequestRow } from '@gridsky/api/services';
import { useQuery } from '@tanstack/react-query';
import { BookText, KeyRound, ReceiptText } from 'lucide-react';
import { useRouter } from 'next/navigation';
import type { CommandEntry, CommandGroup } from '../../ui/command-list.tsx';
import { useDocsCommands } from '../docs/docs-commands.tsx';
import { defaultFilter, writeFilter } from '../keys/key-filter.ts';
import { requestsPath } from '../requests/request-filters.ts';
import { useTRPC } from '../trpc/client.tsx';
import { fitsQuery } from './matching.ts';

const eachMax = 6;

/** Keys by name, requests by id and sections of the documentation that fit the query; nothing before anything is typed. */
export function useFoundCommands(query: string, inTenant: boolean): { groups: CommandGroup[]; searching: boolean } {
  const trpc = useTRPC();
  const router = useRouter();
  const typed = query.trim();
  const enabled = inTenant && typed !== '';
  const keys = useQuery(trpc.key.list.queryOptions(undefined, { enabled }));
  const requests = useQuery(
    trpc.usage.requests.queryOptions({ span: { lastHours: 720 }, limit: 50 }, { enabled: enabled && isIdPart(typed) }),
  );
  const docs = useDocsCommands(typed, eachMax);
  if (typed === '') return { groups: [], searching: false };
  return {
    groups: [
      { title: 'Keys', commands: keyCommands(keys.data ?? [], typed, router.push) },
      { title: 'Requests', commands: requestCommands(requests.data?.rows ?? [], typed, router.push) },
      { title: 'Documentation', commands: docs.hits.map((hit) => ({ ...hit, icon: <BookText aria-hidden /> })) },
    ],
    searching: keys.isLoading || requests.isLoading || docs.loading,
  };
}

function keyCommands(keys: readonly KeyView[], query: string, go: (path: string) => void): CommandEntry[] {
  return keys
    .filter(({ name, display, state }) => state !== 'revoked' && fitsQuery(query, `${name} ${display}`))
    .slice(0, eachMax)
    .map(({ id, name, display }) => ({
      id: `key ${id}`,
      label: name,
      detail: <span className="font-mono">{display}</span>,
      icon: <KeyRound aria-hidden />,
      run: () => go(`/keys${writeFilter({ ...defaultFilter, search: name })}`),
    }));
}

/** The newest requests whose id has the typed part; a whole id opens whatever its age. */
function requestCommands(rows: readonly RequestRow[], query: string, go: (path: string) => void): CommandEntry[] {
  if (!isIdPart(query)) return [];
  const part = query.toLowerCase().replace(/^req_/, '');
  const recent = rows.map(({ requestId }) => requestId).filter((id) => id.replace(/^req_/, '').includes(part));
  const ids = recent.length === 0 && /^[0-9a-f]{32}$/.test(part) ? [`req_${part}`] : recent.slice(0, eachMax);
  return ids.map((id) => ({
    id,
    label: <span className="font-mono text-13">{id}</span>,
    icon: <ReceiptText aria-hidden />,
    run: () => go(requestsPath({ id })),
  }));
}

function isIdPart(query: string): boolean {
  return /^(req_[0-9a-f]*|[0-9a-f]{4,32})$/i.test(query);
}
