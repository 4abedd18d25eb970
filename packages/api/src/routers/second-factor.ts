import { beginSecondFactor, beginSecondFactorInput } from '../services/second-factor/begin-second-factor.ts';
import {
  ownPasswordInput,
  readSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from '../services/second-factor/change-second-factor.ts';
import { confirmSecondFactor, confirmSecondFactorInput } from '../services/second-factor/confirm-second-factor.ts';
import { router, userProcedure } from './trpc.ts';

export const secondFactorRouter = router({
  get: userProcedure.query(({ ctx }) => readSecondFactor(ctx.system, ctx.user.userId)),
  begin: userProcedure
    .input(beginSecondFactorInput)
    .mutation(({ ctx, input }) =>
      beginSecondFactor(ctx.system, ctx.signInThrottle, { ...input, userId: ctx.user.userId }),
    ),
  confirm: userProcedure.input(confirmSecondFactorInput).mutation(async ({ ctx, input }) => {
    const { userId, sessionId } = ctx.user;
    const { recoveryCodes, session } = await confirmSecondFactor(ctx.system, ctx.codeThrottle, {
      ...input,
      userId,
      sessionId,
    });
    await ctx.keepSession(session);
    return { recoveryCodes };
  }),
  remove: userProcedure.input(ownPasswordInput).mutation(async ({ ctx, input }) => {
    const { userId, sessionId } = ctx.user;
    await ctx.keepSession(await removeSecondFactor(ctx.system, ctx.signInThrottle, { ...input, userId, sessionId }));
  }),
  renewRecoveryCodes: userProcedure
    .input(ownPasswordInput)
    .mutation(({ ctx, input }) =>
      renewRecoveryCodes(ctx.system, ctx.signInThrottle, { ...input, userId: ctx.user.userId }),
    ),
});
