import {
  cancelSubscription,
  changeSubscription,
  changeSubscriptionInput,
  keepSubscription,
} from '../services/billing/change-subscription.ts';
import { getBilling } from '../services/billing/get-billing.ts';
import { listInvoices } from '../services/billing/list-invoices.ts';
import { openPortal, openPortalInput } from '../services/billing/open-portal.ts';
import { previewChange } from '../services/billing/preview-change.ts';
import { refreshBilling } from '../services/billing/refresh-billing.ts';
import { planInput } from '../services/billing/sold-plan.ts';
import { buyTrialCredit, startCheckout } from '../services/billing/start-checkout.ts';
import { payerProcedure, router, tenantProcedure } from './trpc.ts';

export const billingRouter = router({
  get: tenantProcedure.query(({ ctx }) => getBilling(ctx.tenant)),
  invoices: tenantProcedure.query(({ ctx }) => listInvoices(ctx.tenant)),
  preview: tenantProcedure.input(planInput).query(({ ctx, input }) => previewChange(ctx.tenant, input)),
  startCheckout: tenantProcedure.input(planInput).mutation(({ ctx, input }) => startCheckout(ctx.tenant, input)),
  buyCredit: tenantProcedure.mutation(({ ctx }) => buyTrialCredit(ctx.tenant)),
  openPortal: payerProcedure.input(openPortalInput).mutation(({ ctx, input }) => openPortal(ctx.tenant, input)),
  changePlan: tenantProcedure
    .input(changeSubscriptionInput)
    .mutation(({ ctx, input }) => changeSubscription(ctx.tenant, input)),
  cancel: payerProcedure.mutation(({ ctx }) => cancelSubscription(ctx.tenant)),
  keep: tenantProcedure.mutation(({ ctx }) => keepSubscription(ctx.tenant)),
  refresh: payerProcedure.mutation(({ ctx }) => refreshBilling(ctx.tenant)),
});
