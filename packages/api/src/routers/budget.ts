import { listBudgets } from '../services/budget/list-budgets.ts';
import { setBudget, setBudgetInput } from '../services/budget/set-budget.ts';
import { router, tenantProcedure } from './trpc.ts';

export const budgetRouter = router({
  list: tenantProcedure.query(({ ctx }) => listBudgets(ctx.tenant)),
  set: tenantProcedure.input(setBudgetInput).mutation(({ ctx, input }) => setBudget(ctx.tenant, input)),
});
