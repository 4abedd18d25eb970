import { accountRouter } from './account.ts';
import { auditRouter } from './audit.ts';
import { billingRouter } from './billing.ts';
import { budgetRouter } from './budget.ts';
import { invitationRouter } from './invitation.ts';
import { keyRouter } from './key.ts';
import { memberRouter } from './member.ts';
import { modelRouter } from './model.ts';
import { operatorRouter } from './operator.ts';
import { privateModelRouter } from './private-model.ts';
import { providerRouter } from './provider.ts';
import { secondFactorRouter } from './second-factor.ts';
import { tenantRouter } from './tenant.ts';
import { createCallerFactory, router } from './trpc.ts';
import { usageRouter } from './usage.ts';
import { webhookRouter } from './webhook.ts';

export const appRouter = router({
  account: accountRouter,
  audit: auditRouter,
  billing: billingRouter,
  budget: budgetRouter,
  invitation: invitationRouter,
  key: keyRouter,
  member: memberRouter,
  model: modelRouter,
  operator: operatorRouter,
  privateModel: privateModelRouter,
  provider: providerRouter,
  secondFactor: secondFactorRouter,
  tenant: tenantRouter,
  usage: usageRouter,
  webhook: webhookRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
export type { ApiContext } from './context.ts';
