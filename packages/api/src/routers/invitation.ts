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
  create: tenantProcedure.input(inviteMemberInput).mutation(({ ctx, input }) => inviteMember(ctx.tenant, input)),
  resend: tenantProcedure.input(invitationInput).mutation(({ ctx, input }) => resendInvitation(ctx.tenant, input)),
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
