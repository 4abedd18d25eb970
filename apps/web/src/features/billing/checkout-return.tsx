'use client';

import type { TenantView } from '@gridsky/api/services';
import { useMutation } from '@tanstack/react-query';
import { CircleCheck, LoaderCircle } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../../ui/button.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';

/** For who comes back from paying: Stripe is asked at once, whether its webhook has arrived or not. */
export function CheckoutReturn({ tenant, onArrived }: { tenant: TenantView; onArrived: () => Promise<void> }) {
  const trpc = useTRPC();
  const refresh = useMutation(trpc.billing.refresh.mutationOptions({ onSuccess: onArrived }));
  const { mutate } = refresh;
  useEffect(() => {
    mutate();
    // A reload is no second return.
    window.history.replaceState(null, '', '/billing');
  }, [mutate]);
  const error = refresh.error ? requestError(refresh.error) : null;
  return (
    <div role="status" className="flex items-center gap-2.5 rounded-lg border bg-surface px-4 py-2.5">
      {refresh.isSuccess ? (
        <CircleCheck className="size-4 shrink-0 text-good-ink" aria-hidden />
      ) : (
        <LoaderCircle className="size-4 shrink-0 animate-spin text-ink-muted" aria-hidden />
      )}
      <p className="min-w-0 flex-1">
        {error
          ? `The payment could not be looked up. ${error.message}`
          : refresh.isSuccess
            ? doneText(tenant)
            : 'Looking up the payment at Stripe.'}
      </p>
      {error ? (
        <Button size="sm" className="shrink-0" onClick={() => mutate()}>
          Try again
        </Button>
      ) : null}
    </div>
  );
}

function doneText({ plan, credit }: TenantView): string {
  if (!plan.metered) return `Paid. The ${plan.name} plan is in force; its limits hold from now on.`;
  return credit.availableNano > 0n
    ? 'Paid. The credit is there and requests are served.'
    : 'Nothing was paid yet. If you did pay, it shows here within a few minutes.';
}
