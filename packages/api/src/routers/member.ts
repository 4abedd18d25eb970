import { changeMemberRole, changeMemberRoleInput } from '../services/member/change-member-role.ts';
import { listMembers } from '../services/member/list-members.ts';
import { leaveTenant, removeMember, removeMemberInput } from '../services/member/remove-member.ts';
import { router, tenantProcedure } from './trpc.ts';

export const memberRouter = router({
  list: tenantProcedure.query(({ ctx }) => listMembers(ctx.tenant)),
  changeRole: tenantProcedure
    .input(changeMemberRoleInput)
    .mutation(({ ctx, input }) => changeMemberRole(ctx.tenant, input)),
  remove: tenantProcedure.input(removeMemberInput).mutation(({ ctx, input }) => removeMember(ctx.tenant, input)),
  leave: tenantProcedure.mutation(({ ctx }) => leaveTenant(ctx.tenant, { userId: ctx.user.userId })),
});
