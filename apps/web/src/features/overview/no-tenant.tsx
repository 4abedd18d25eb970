'use client';

import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { CreateTenantDialog } from '../tenant/create-tenant-dialog.tsx';

/** For somebody signed in who belongs to no tenant (any more). */
export function NoTenant({ email }: { email: string }) {
  const [creating, setCreating] = useState(false);
  return (
    <>
      <EmptyState
        title="You belong to no tenant"
        action={
          <Button variant="primary" onClick={() => setCreating(true)}>
            New tenant
          </Button>
        }
      >
        Make one, or ask an owner of your team to invite {email}.
      </EmptyState>
      <CreateTenantDialog open={creating} onOpenChange={setCreating} />
    </>
  );
}
