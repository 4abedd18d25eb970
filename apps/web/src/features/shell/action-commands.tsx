import { type Role, roleMay } from '@gridsky/api/domain';
import { KeyRound, LogOut, Monitor, Moon, Play, Plus, Sun, UserPlus, UsersRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTheme } from 'next-themes';
import type { ReactNode } from 'react';
import type { CommandGroup } from '../../ui/command-list.tsx';
import { fitsQuery } from './matching.ts';
import type { NavigationEntry } from './navigation.ts';
import type { ShellTenant } from './tenant-switcher.tsx';

export interface ShellActions {
  pages: readonly NavigationEntry[];
  tenants: readonly ShellTenant[];
  tenantId: string | null;
  /** null: the user belongs to no tenant. */
  role: Role | null;
  onSwitchTenant: (tenantId: string) => void;
  onCreateTenant: () => void;
  onSignOut: () => void;
}

/** Pages, actions and tenants that fit the query. */
export function useActionCommands(actions: ShellActions, query: string): CommandGroup[] {
  const router = useRouter();
  const { setTheme } = useTheme();
  const { role } = actions;
  const may = (permission: Parameters<typeof roleMay>[1]) => role !== null && roleMay(role, permission);
  const pages: Choice[] = actions.pages.map(({ label, href, icon: Icon }) => [
    label,
    <Icon key={href} aria-hidden />,
    () => router.push(href),
  ]);
  const acts: Choice[] = [
    ...when(may('key:write'), 'Create key', <KeyRound aria-hidden />, () => router.push('/keys?create')),
    ...when(may('member:write'), 'Invite somebody', <UserPlus aria-hidden />, () => router.push('/team?invite')),
    ...when(may('key:write'), 'Compare texts', <Play aria-hidden />, () => router.push('/playground')),
    ['Create tenant', <Plus key="tenant" aria-hidden />, actions.onCreateTenant],
    ['Light theme', <Sun key="light" aria-hidden />, () => setTheme('light')],
    ['Dark theme', <Moon key="dark" aria-hidden />, () => setTheme('dark')],
    ['System theme', <Monitor key="system" aria-hidden />, () => setTheme('system')],
    ['Sign out', <LogOut key="out" aria-hidden />, actions.onSignOut],
  ];
  const others = actions.tenants.filter(({ id }) => id !== actions.tenantId);
  return [
    group('Pages', pages, query),
    group('Actions', acts, query),
    {
      title: 'Switch tenant',
      // By id: names of tenants are not unlike each other.
      commands: others
        .filter(({ name }) => fitsQuery(query, `${name} switch tenant`))
        .map(({ id, name }) => ({
          id: `tenant ${id}`,
          label: name,
          icon: <UsersRound aria-hidden />,
          run: () => actions.onSwitchTenant(id),
        })),
    },
  ];
}

type Choice = [label: string, icon: ReactNode, run: () => void];

function when(allowed: boolean, ...choice: Choice): Choice[] {
  return allowed ? [choice] : [];
}

function group(title: string, choices: Choice[], query: string): CommandGroup {
  const fitting = choices.filter(([label]) => fitsQuery(query, label));
  return { title, commands: fitting.map(([label, icon, run]) => ({ id: `${title} ${label}`, label, icon, run })) };
}
