import { z } from 'zod';
import { signUp, signUpInput } from '../services/account/sign-up.ts';
import { endSession } from '../services/session/end-session.ts';
import { listSessions } from '../services/session/list-sessions.ts';
import { publicProcedure, router, userProcedure } from './trpc.ts';

export const accountRouter = router({
  signUp: publicProcedure.input(signUpInput).mutation(async ({ ctx, input }) => {
    await ctx.signInThrottle.consume(input.email, ctx.ip);
    return signUp(ctx.system, input);
  }),
  me: userProcedure.query(({ ctx }) => ctx.user),
  sessions: userProcedure.query(async ({ ctx }) => {
    const sessions = await listSessions(ctx.system, { userId: ctx.user.userId });
    return sessions.map((session) => ({ ...session, current: session.id === ctx.user.sessionId }));
  }),
  endSession: userProcedure
    .input(z.object({ sessionId: z.uuid() }))
    .mutation(({ ctx, input }) => endSession(ctx.system, { userId: ctx.user.userId, sessionId: input.sessionId })),
});
