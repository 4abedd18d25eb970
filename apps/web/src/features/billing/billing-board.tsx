'use client';

import type { BillingView, TenantView } from '@gridsky/api/services';
import { ExternalLink } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { toast } from '../../ui/toaster.tsx';
import { requestError } from '../trpc/request-error.ts';
import { CheckoutReturn } from './checkout-return.tsx';
import { InvoiceList } from './invoice-list.tsx';
import { PlanChoices } from './plan-choices.tsx';
import { PlanSummary } from './plan-summary.tsx';
import { useBilling, useStripePage } from './use-billing.ts';

/** What the tenant has, what it costs, what changes with a click, and what was paid. */
export function BillingBoard({ initial, tenant, renderedAt, returned }: BillingBoardProps) {
  const { billing, renew } = useBilling(initial);
  const { portal, busy } = useStripePage('portal');
  return (
    <>
      <PageHeader
        title="Billing"
        description="What this tenant has, what it costs, and what was paid."
        action={
          billing.isCustomer && billing.takesPayments ? (
            <Button
              busy={busy}
              onClick={() =>
                portal.mutate({ purpose: 'details' }, { onError: (error) => toast.error(requestError(error).message) })
              }
            >
              Card, address, tax id
              <ExternalLink aria-hidden />
            </Button>
          ) : null
        }
      />
      <div className="grid gap-4">
        {returned ? <CheckoutReturn tenant={tenant} onArrived={renew} /> : null}
        <PlanSummary billing={billing} tenant={tenant} now={renderedAt} onChanged={renew} />
        <PlanChoices billing={billing} tenant={tenant} onChanged={renew} />
        {billing.isCustomer && billing.takesPayments ? <InvoiceList /> : null}
      </div>
    </>
  );
}

interface BillingBoardProps {
  initial: BillingView;
  tenant: TenantView;
  renderedAt: Date;
  /** The browser comes back from a payment. */
  returned: boolean;
}
