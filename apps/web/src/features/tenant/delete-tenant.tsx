'use client';

import type { TenantView } from '@gridsky/api/services';
import { useMutation } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { isoDay } from '../../ui/time-ago.ts';
import { toast } from '../../ui/toaster.tsx';
import { useOnce } from '../../ui/use-once.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';

const DeleteDialog = dynamic(() => import('./delete-dialog.tsx').then(({ DeleteDialog }) => DeleteDialog), {
  ssr: false,
});

/** Asks for a tenant's deletion, or takes the request back. Shown to owners only. */
export function DeleteTenant({ tenant, whyNot }: DeleteTenantProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const opened = useOnce(asking);
  const keep = useMutation(
    trpc.tenant.keep.mutationOptions({
      onSuccess: () => {
        toast('The tenant stays', { description: 'Its keys work again within a second.' });
        router.refresh();
      },
      onError: (error) => toast.error(requestError(error).message),
    }),
  );
  const reason = whyNot ? <p className="text-13 text-ink-muted">{whyNot}</p> : null;
  if (tenant.deletionDueAt) {
    return (
      <div className="grid gap-3">
        <p className="text-ink-muted">
          Deleted on {isoDay(tenant.deletionDueAt)}. Until then nothing is lost, and its keys are refused.
        </p>
        <div>
          <Button variant="primary" busy={keep.isPending} disabled={whyNot !== null} onClick={() => keep.mutate()}>
            Keep this tenant
          </Button>
        </div>
        {reason}
      </div>
    );
  }
  return (
    <div className="grid gap-3">
      <p className="text-ink-muted">
        Its keys are refused at once. Members, keys and names go after 14 days; until then you can have all of it back.
      </p>
      <div>
        <Button variant="danger" disabled={whyNot !== null} onClick={() => setAsking(true)}>
          Delete tenant
        </Button>
      </div>
      {reason}
      {opened ? <DeleteDialog name={tenant.name} open={asking} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}

interface DeleteTenantProps {
  tenant: Pick<TenantView, 'name' | 'deletionDueAt'>;
  /** Why it can not be done now; null: it can. */
  whyNot: string | null;
}
