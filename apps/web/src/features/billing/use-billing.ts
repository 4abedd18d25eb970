import type { BillingView } from '@gridsky/api/services';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTRPC } from '../trpc/client.tsx';

/** What the page shows, and what renews it after a change: the frame shows plan and banner, too. */
export function useBilling(initial: BillingView) {
  const trpc = useTRPC();
  const router = useRouter();
  const cache = useQueryClient();
  const billing = useQuery(trpc.billing.get.queryOptions(undefined, { initialData: initial }));
  const renew = async () => {
    // The banner's look at the tenant is a query of its own: paid, it must not say that nothing was.
    await Promise.all([
      cache.invalidateQueries({ queryKey: trpc.billing.pathKey() }),
      cache.invalidateQueries({ queryKey: trpc.tenant.pathKey() }),
    ]);
    router.refresh();
  };
  return { billing: billing.data, renew };
}

/** Leaves for a page of Stripe. The button stays busy until the browser is there. */
export function useStripePage(asked: 'checkout' | 'credit' | 'portal') {
  const trpc = useTRPC();
  const go = ({ url }: { url: string }) => window.location.assign(url);
  const checkout = useMutation(trpc.billing.startCheckout.mutationOptions({ onSuccess: go }));
  const credit = useMutation(trpc.billing.buyCredit.mutationOptions({ onSuccess: go }));
  const portal = useMutation(trpc.billing.openPortal.mutationOptions({ onSuccess: go }));
  const used = { checkout, credit, portal }[asked];
  return { checkout, credit, portal, error: used.error, busy: used.isPending || used.isSuccess };
}
