import { auditInput } from '../services/audit-log/audit-rows.ts';
import { listAudit, listAuditChoices } from '../services/audit-log/list-audit.ts';
import { router, tenantProcedure } from './trpc.ts';

export const auditRouter = router({
  list: tenantProcedure.input(auditInput).query(({ ctx, input }) => listAudit(ctx.tenant, input)),
  choices: tenantProcedure.query(({ ctx }) => listAuditChoices(ctx.tenant)),
});
