'use client';

import type { SoldPlan } from '@gridsky/api/services';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogClose } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { KeyValue } from '../../ui/key-value.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { isoDay } from '../../ui/time-ago.ts';
import { toast } from '../../ui/toaster.tsx';
import { dollars } from '../pricing/plan-terms.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { losses } from './billing-text.ts';

/** What a change of plan costs and when it happens, as Stripe reckons it, before it is made. */
export function ChangePlanDialog({ plan, current, onClose, onChanged }: ChangePlanDialogProps) {
  const trpc = useTRPC();
  const preview = useQuery(
    trpc.billing.preview.queryOptions(
      { planId: plan?.id ?? '' },
      // Reckoned to the second: yesterday's figure is another one.
      { enabled: plan !== null, staleTime: 0, gcTime: 0 },
    ),
  );
  const change = useMutation(trpc.billing.changePlan.mutationOptions());
  const close = () => {
    change.reset();
    onClose();
  };
  const confirm = () => {
    if (!plan || !preview.data) return;
    change.mutate(
      { planId: plan.id, prorationDate: preview.data.prorationDate },
      {
        onSuccess: ({ takesEffect, url }) => {
          if (takesEffect === 'payment_needed' && url) {
            window.location.assign(url);
            return;
          }
          toast(takesEffect === 'now' ? `${plan.name} is in force.` : `${plan.name} follows at the period’s end.`);
          close();
          void onChanged();
        },
      },
    );
  };
  const { data } = preview;
  const lost = plan ? losses(current, plan) : [];
  return (
    <Dialog
      open={plan !== null}
      onOpenChange={(open) => (open ? undefined : close())}
      title={`Change to ${plan?.name ?? ''}`}
      footer={
        <>
          <DialogClose>
            <Button>Not now</Button>
          </DialogClose>
          <Button variant="primary" busy={change.isPending} disabled={!data} onClick={confirm}>
            {data?.takesEffect === 'now' ? `Pay ${dollars(data.dueNowNano)} and change` : 'Change at the period’s end'}
          </Button>
        </>
      }
    >
      {preview.error ? <ErrorState {...requestError(preview.error)} /> : null}
      {data ? (
        <KeyValue
          items={[
            {
              name: 'Now',
              value:
                data.takesEffect === 'now'
                  ? `${dollars(data.dueNowNano)}: ${plan?.name} for the rest of the period, less what is paid for ${current?.name ?? 'the present plan'}`
                  : `Nothing. ${current?.name ?? 'The present plan'} stays until ${isoDay(data.at)}, for it is paid.`,
            },
            {
              name: data.takesEffect === 'now' ? 'Then' : `From ${isoDay(data.at)}`,
              value: `${dollars(data.priceMonthlyNano)} a month`,
            },
          ]}
        />
      ) : preview.error ? null : (
        <div className="grid gap-2" aria-busy>
          <Skeleton className="w-3/4" />
          <Skeleton className="w-1/2" />
        </div>
      )}
      {lost.length > 0 ? (
        <div className="grid gap-1 text-13">
          <p className="font-medium">What becomes smaller</p>
          <ul className="grid list-disc gap-0.5 pl-5 text-ink-muted">
            {lost.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p className="text-ink-muted">Keys and members beyond that stay; no more can be added.</p>
        </div>
      ) : null}
      <FormError {...(change.error ? requestError(change.error) : {})} />
    </Dialog>
  );
}

interface ChangePlanDialogProps {
  /** null: closed. */
  plan: SoldPlan | null;
  current: SoldPlan | undefined;
  onClose: () => void;
  onChanged: () => Promise<void>;
}
