import { ChevronsUpDown } from 'lucide-react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuLabel } from '../../ui/menu.tsx';

export interface ShellTenant {
  id: string;
  name: string;
  suspended?: boolean;
}

/** Which tenant the pages are about. With one tenant it is a name, not a control. */
export function TenantSwitcher({ tenants, tenantId, onSwitch }: TenantSwitcherProps) {
  const current = tenants.find((tenant) => tenant.id === tenantId);
  const suspended = current?.suspended ? <Badge tone="bad">Suspended</Badge> : null;
  if (tenants.length < 2) {
    return (
      <p className="flex min-w-0 items-center gap-2 px-1 font-medium">
        <span className="truncate">{current?.name ?? 'No tenant'}</span>
        {suspended}
      </p>
    );
  }
  return (
    <Menu
      align="start"
      className="max-w-72"
      trigger={
        <Button
          variant="ghost"
          className="min-w-0 shrink px-1.5 text-ink"
          aria-label={`Tenant: ${current?.name ?? 'none'}. Switch`}
        >
          <span className="max-w-40 truncate sm:max-w-64">{current?.name ?? 'Choose a tenant'}</span>
          {suspended}
          <ChevronsUpDown className="text-ink-faint" aria-hidden />
        </Button>
      }
    >
      <MenuLabel>Tenants</MenuLabel>
      {tenants.map((tenant) => (
        <MenuItem key={tenant.id} checked={tenant.id === tenantId} onSelect={() => onSwitch(tenant.id)}>
          <span className="truncate">{tenant.name}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}

interface TenantSwitcherProps {
  tenants: readonly ShellTenant[];
  tenantId: string | null;
  onSwitch: (tenantId: string) => void;
}
