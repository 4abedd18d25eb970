'use client';

import type { Role } from '@gridsky/api/domain';
import { Menu as MenuIcon } from 'lucide-react';
import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { ThemeToggle } from '../../ui/theme-toggle.tsx';
import { AccountMenu, type ShellUser } from './account-menu.tsx';
import { navigation, operatorNavigation } from './navigation.ts';
import { PlanPill, type ShellPlan } from './plan-pill.tsx';
import { ShellCommands } from './shell-commands.tsx';
import { Sidebar } from './sidebar.tsx';
import { type ShellTenant, TenantSwitcher } from './tenant-switcher.tsx';

const NavigationSheet = dynamic(() => import('./navigation-sheet.tsx').then(({ NavigationSheet }) => NavigationSheet), {
  ssr: false,
});

/** The frame of the dashboard: navigation at the left (icons below 1,152 px, a sheet below 900 px), the bar above, content up to 1,200 px. */
export function Shell({
  user,
  tenants,
  tenantId,
  role,
  plan,
  operator,
  onSwitchTenant,
  onCreateTenant,
  onSignOut,
  children,
}: ShellProps) {
  const [menuOpen, setMenuOpen] = useState(false);
  const [menuWanted, setMenuWanted] = useState(false);
  if (menuOpen && !menuWanted) setMenuWanted(true);
  const pathname = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: arriving at another page is what closes the sheet.
  useEffect(() => setMenuOpen(false), [pathname]);
  return (
    <div className="min-h-dvh print:block md:grid md:grid-cols-[4rem_minmax(0,1fr)] lg:grid-cols-[15rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="absolute top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent-fill px-3 py-2 text-on-accent focus:translate-y-0"
      >
        Skip to content
      </a>
      <aside className="sticky top-0 hidden h-dvh border-r bg-surface md:block print:hidden">
        <Sidebar pathname={pathname} operator={operator} collapsing />
      </aside>
      <div className="flex min-w-0 flex-col">
        <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b bg-canvas px-3 sm:px-6 print:hidden">
          <div className="md:hidden">
            <Button
              variant="ghost"
              size="icon"
              aria-label="Open navigation"
              aria-haspopup="dialog"
              aria-expanded={menuOpen}
              onClick={() => setMenuOpen(true)}
            >
              <MenuIcon aria-hidden />
            </Button>
            {menuWanted ? (
              <NavigationSheet pathname={pathname} operator={operator} open={menuOpen} onOpenChange={setMenuOpen} />
            ) : null}
          </div>
          <TenantSwitcher tenants={tenants} tenantId={tenantId} onSwitch={onSwitchTenant} onCreate={onCreateTenant} />
          <div className="ml-auto flex items-center gap-1 sm:gap-2">
            {plan ? <PlanPill {...plan} /> : null}
            <ShellCommands
              pages={operator ? [...navigation.flat(), ...operatorNavigation] : navigation.flat()}
              tenants={tenants}
              tenantId={tenantId}
              role={role}
              onSwitchTenant={onSwitchTenant}
              onCreateTenant={onCreateTenant}
              onSignOut={onSignOut}
            />
            <ThemeToggle />
            <AccountMenu user={user} onSignOut={onSignOut} />
          </div>
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto w-full max-w-[75rem] px-4 py-6 outline-none sm:px-6 sm:py-8 print:max-w-none print:p-0"
        >
          {children}
        </main>
      </div>
    </div>
  );
}

export interface ShellProps {
  user: ShellUser;
  tenants: readonly ShellTenant[];
  /** null: the user belongs to no tenant. */
  tenantId: string | null;
  /** null: the user belongs to no tenant. */
  role: Role | null;
  plan: ShellPlan | null;
  /** The reader is a platform admin: the operator's pages are listed too. */
  operator: boolean;
  onSwitchTenant: (tenantId: string) => void;
  onCreateTenant: () => void;
  onSignOut: () => void;
  children: ReactNode;
}
