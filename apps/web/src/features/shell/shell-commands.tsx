import { LogOut, Monitor, Moon, Sun, UsersRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTheme } from 'next-themes';
import { type CommandGroup, CommandMenu } from '../../ui/command-menu.tsx';
import { navigation } from './navigation.ts';
import type { ShellTenant } from './tenant-switcher.tsx';

/** ⌘K: every page, every tenant, the theme, sign out. */
export function ShellCommands({ tenants, onSwitchTenant, onSignOut }: ShellCommandsProps) {
  const router = useRouter();
  const { setTheme } = useTheme();
  const groups: CommandGroup[] = [
    {
      title: 'Pages',
      commands: navigation.flat().map(({ label, href, icon: Icon }) => ({
        label,
        icon: <Icon aria-hidden />,
        run: () => router.push(href),
      })),
    },
    ...(tenants.length > 1
      ? [
          {
            title: 'Switch tenant',
            commands: tenants.map(({ id, name }) => ({
              label: name,
              icon: <UsersRound aria-hidden />,
              run: () => onSwitchTenant(id),
            })),
          },
        ]
      : []),
    {
      title: 'Commands',
      commands: [
        { label: 'Light theme', icon: <Sun aria-hidden />, run: () => setTheme('light') },
        { label: 'Dark theme', icon: <Moon aria-hidden />, run: () => setTheme('dark') },
        { label: 'System theme', icon: <Monitor aria-hidden />, run: () => setTheme('system') },
        { label: 'Sign out', icon: <LogOut aria-hidden />, run: onSignOut },
      ],
    },
  ];
  return <CommandMenu groups={groups} />;
}

interface ShellCommandsProps {
  tenants: readonly ShellTenant[];
  onSwitchTenant: (tenantId: string) => void;
  onSignOut: () => void;
}
