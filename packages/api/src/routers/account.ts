import { z } from 'zod';
import { changePassword, changePasswordInput } from '../services/account/change-password.ts';
import { confirmEmail, confirmEmailInput, requestEmailConfirmation } from '../services/account/confirm-email.ts';
import { confirmEmailChange, confirmEmailChangeInput } from '../services/account/confirm-email-change.ts';
import { confirmSignUp, confirmSignUpInput } from '../services/account/confirm-sign-up.ts';
import { disconnectIdentity, disconnectIdentityInput } from '../services/account/disconnect-identity.ts';
import { listIdentities } from '../services/account/list-identities.ts';
import { requestEmailChange, requestEmailChangeInput } from '../services/account/request-email-change.ts';
import { requestPasswordReset, requestPasswordResetInput } from '../services/account/request-password-reset.ts';
import { requestSignUp, signUpInput } from '../services/account/request-sign-up.ts';
import { resetPassword, resetPasswordInput } from '../services/account/reset-password.ts';
import { endOtherSessions } from '../services/session/end-other-sessions.ts';
import { endSession } from '../services/session/end-session.ts';
import { listSessions } from '../services/session/list-sessions.ts';
import { publicProcedure, router, userProcedure } from './trpc.ts';

export const accountRouter = router({
  signUp: publicProcedure.input(signUpInput).mutation(async ({ ctx, input }) => {
    await ctx.mailThrottle.consume(input.email, ctx.ip);
    await requestSignUp(ctx.system, input);
  }),
  confirmSignUp: publicProcedure.input(confirmSignUpInput).mutation(async ({ ctx, input }) => {
    const { email } = await confirmSignUp(ctx.system, input);
    return { email };
  }),
  forgotPassword: publicProcedure.input(requestPasswordResetInput).mutation(async ({ ctx, input }) => {
    await ctx.mailThrottle.consume(input.email, ctx.ip);
    await requestPasswordReset(ctx.system, input);
  }),
  resetPassword: publicProcedure.input(resetPasswordInput).mutation(async ({ ctx, input }) => {
    const { email } = await resetPassword(ctx.system, input);
    // Who proved the mailbox is not the one who was guessing.
    await ctx.signInThrottle.forgive(email);
    return { email };
  }),
  requestEmailConfirmation: userProcedure.mutation(async ({ ctx }) => {
    await ctx.mailThrottle.consume(ctx.user.email, ctx.ip);
    await requestEmailConfirmation(ctx.system, { userId: ctx.user.userId });
  }),
  confirmEmail: publicProcedure.input(confirmEmailInput).mutation(({ ctx, input }) => confirmEmail(ctx.system, input)),
  changePassword: userProcedure.input(changePasswordInput).mutation(async ({ ctx, input }) => {
    const { userId, sessionId } = ctx.user;
    await ctx.keepSession(await changePassword(ctx.system, ctx.signInThrottle, { ...input, userId, sessionId }));
  }),
  requestEmailChange: userProcedure.input(requestEmailChangeInput).mutation(async ({ ctx, input }) => {
    await ctx.mailThrottle.consume(input.email, ctx.ip);
    await requestEmailChange(ctx.system, ctx.signInThrottle, { ...input, userId: ctx.user.userId });
  }),
  confirmEmailChange: publicProcedure
    .input(confirmEmailChangeInput)
    .mutation(({ ctx, input }) => confirmEmailChange(ctx.system, input)),
  identities: userProcedure.query(({ ctx }) => listIdentities(ctx.system, { userId: ctx.user.userId })),
  disconnectIdentity: userProcedure
    .input(disconnectIdentityInput)
    .mutation(({ ctx, input }) => disconnectIdentity(ctx.system, { ...input, userId: ctx.user.userId })),
  me: userProcedure.query(({ ctx }) => ctx.user),
  sessions: userProcedure.query(async ({ ctx }) => {
    const sessions = await listSessions(ctx.system, { userId: ctx.user.userId });
    return sessions.map((session) => ({ ...session, current: session.id === ctx.user.sessionId }));
  }),
  endOtherSessions: userProcedure.mutation(({ ctx }) => endOtherSessions(ctx.system, ctx.user)),
  endSession: userProcedure
    .input(z.object({ sessionId: z.uuid() }))
    .mutation(({ ctx, input }) => endSession(ctx.system, { userId: ctx.user.userId, sessionId: input.sessionId })),
});
