'use client';

import { useMutation } from '@tanstack/react-query';
import { Button } from '../../ui/button.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { switchTenant } from '../session/switch-tenant.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';

/** Takes the offered place and goes to the tenant. */
export function AcceptButton({ token, tenantName }: { token: string; tenantName: string }) {
  const trpc = useTRPC();
  const accept = useMutation(
    trpc.invitation.accept.mutationOptions({ onSuccess: ({ tenantId }) => switchTenant(tenantId) }),
  );
  const refusal = accept.error ? requestError(accept.error) : null;
  return (
    <div className="grid gap-4">
      <FormError message={refusal?.message} requestId={refusal?.requestId} docs={refusal?.docs} />
      <Button
        variant="primary"
        size="lg"
        busy={accept.isPending || accept.isSuccess}
        onClick={() => accept.mutate({ token })}
      >
        <span className="truncate">Join {tenantName}</span>
      </Button>
    </div>
  );
}
