import { ChevronsUpDown, Plus } from 'lucide-react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../ui/menu.tsx';

export interface ShellTenant {
  id: string;
  name: string;
  suspended?: boolean;
}

/** Which tenant the pages are about, and the way to another one. */
export function TenantSwitcher({ tenants, tenantId, onSwitch, onCreate }: TenantSwitcherProps) {
  const current = tenants.find((tenant) => tenant.id === tenantId);
  const suspended = current?.suspended ? <Badge tone="bad">Suspended</Badge> : null;
  return (
    <Menu
      align="start"
      className="max-w-72"
      trigger={
        <Button
          variant="ghost"
          className="min-w-0 shrink! px-1.5! text-ink!"
          aria-label={`Tenant: ${current?.name ?? 'none'}. Switch or create`}
        >
          <span className="max-w-40 truncate sm:max-w-64">{current?.name ?? 'No tenant'}</span>
          {suspended}
          <ChevronsUpDown className="text-ink-faint" aria-hidden />
        </Button>
      }
    >
      {tenants.length > 0 ? <MenuLabel>Tenants</MenuLabel> : null}
      {tenants.map((tenant) => (
        <MenuItem key={tenant.id} checked={tenant.id === tenantId} onSelect={() => onSwitch(tenant.id)}>
          <span className="truncate">{tenant.name}</span>
        </MenuItem>
      ))}
      {tenants.length > 0 ? <MenuSeparator /> : null}
      <MenuItem onSelect={onCreate}>
        <Plus aria-hidden />
        New tenant
      </MenuItem>
    </Menu>
  );
}

interface TenantSwitcherProps {
  tenants: readonly ShellTenant[];
  tenantId: string | null;
  onSwitch: (tenantId: string) => void;
  onCreate: () => void;
}
