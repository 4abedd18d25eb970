import { readWebhook } from '../services/webhook/read-webhook.ts';
import { removeWebhook, setWebhook, setWebhookInput, testWebhook } from '../services/webhook/set-webhook.ts';
import { router, tenantProcedure } from './trpc.ts';

export const webhookRouter = router({
  get: tenantProcedure.query(({ ctx }) => readWebhook(ctx.tenant)),
  set: tenantProcedure.input(setWebhookInput).mutation(({ ctx, input }) => setWebhook(ctx.tenant, input)),
  remove: tenantProcedure.mutation(({ ctx }) => removeWebhook(ctx.tenant)),
  test: tenantProcedure.mutation(({ ctx }) => testWebhook(ctx.tenant)),
});
