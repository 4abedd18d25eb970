import { claimAdmin, claimAdminInput } from '../services/operator/claim-admin.ts';
import { publicProcedure, router } from './trpc.ts';

export const operatorRouter = router({
  claimAdmin: publicProcedure.input(claimAdminInput).mutation(async ({ ctx, input }) => {
    await ctx.signInThrottle.consume('claim-admin', ctx.ip);
    return claimAdmin(ctx.system, input);
  }),
});
