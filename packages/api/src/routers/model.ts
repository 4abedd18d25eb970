import { listModels } from '../services/model/list-models.ts';
import { getTenant } from '../services/tenant/get-tenant.ts';
import { router, tenantProcedure } from './trpc.ts';

export const modelRouter = router({
  /** Every model of the platform, each with whether the tenant's plan includes it. */
  list: tenantProcedure.query(async ({ ctx }) => {
    const [tenant, models] = await Promise.all([getTenant(ctx.tenant), listModels(ctx.database)]);
    return models.map(({ folder: _folder, ...model }) => ({
      ...model,
      included: model.everyPlan || tenant.plan.models.includes(model.id),
    }));
  }),
});
