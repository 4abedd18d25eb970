import { listModels } from '../services/model/list-models.ts';
import { listPlans } from '../services/plan/list-plans.ts';
import { getTenant } from '../services/tenant/get-tenant.ts';
import { router, tenantProcedure } from './trpc.ts';

export const modelRouter = router({
  /** Every model of the platform, each with whether the tenant's plan includes it and the names of the plans that do. */
  list: tenantProcedure.query(async ({ ctx }) => {
    const [tenant, models, plans] = await Promise.all([
      getTenant(ctx.tenant),
      listModels(ctx.database),
      listPlans(ctx.database),
    ]);
    return models.map(({ folder: _folder, ...model }) => ({
      ...model,
      included: model.everyPlan || tenant.plan.models.includes(model.id),
      plans: plans.filter((plan) => model.everyPlan || plan.models.includes(model.id)).map((plan) => plan.name),
    }));
  }),
});
