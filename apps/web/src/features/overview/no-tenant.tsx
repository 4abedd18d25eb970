'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

const CreateTenantDialog = dynamic(
  () => import('../tenant/create-tenant-dialog.tsx').then(({ CreateTenantDialog }) => CreateTenantDialog),
  { ssr: false },
);

/** For somebody signed in who belongs to no tenant (any more). */
export function NoTenant({ email }: { email: string }) {
  const [creating, setCreating] = useState(false);
  const [wanted, setWanted] = useState(false);
  if (creating && !wanted) setWanted(true);
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
      {wanted ? <CreateTenantDialog open={creating} onOpenChange={setCreating} /> : null}
    </>
  );
}
