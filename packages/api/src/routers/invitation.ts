import {
  acceptAsNewUser,
  acceptAsNewUserInput,
  acceptInvitation,
  acceptInvitationInput,
} from '../services/invitation/accept-invitation.ts';
import { invitationInput, resendInvitation, revokeInvitation } from '../services/invitation/change-invitation.ts';
import { inviteMember, inviteMemberInput } from '../services/invitation/invite-member.ts';
import { publicProcedure, router, tenantProcedure, userProcedure } from './trpc.ts';

export const invitationRouter = router({
  create: tenantProcedure.input(inviteMemberInput).mutation(async ({ ctx, input }) => {
    // Also by somebody signed in: an account costs a stranger nothing.
    await ctx.mailThrottle.consume(input.email, ctx.ip);
    return inviteMember(ctx.tenant, input);
  }),
  resend: tenantProcedure.input(invitationInput).mutation(async ({ ctx, input }) => {
    await ctx.mailThrottle.consume(`invitation ${input.invitationId}`, ctx.ip);
    await resendInvitation(ctx.tenant, input);
  }),
  revoke: tenantProcedure.input(invitationInput).mutation(({ ctx, input }) => revokeInvitation(ctx.tenant, input)),
  accept: userProcedure
    .input(acceptInvitationInput)
    .mutation(({ ctx, input }) => acceptInvitation(ctx.system, { ...input, userId: ctx.user.userId })),
  acceptAsNew: publicProcedure.input(acceptAsNewUserInput).mutation(async ({ ctx, input }) => {
    await ctx.signInThrottle.consume(`invitation ${input.token}`, ctx.ip);
    const { email } = await acceptAsNewUser(ctx.system, input);
    return { email };
  }),
});
