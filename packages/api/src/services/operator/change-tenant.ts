import type { Tenant, TenantTransaction } from '@gridsky/db';
import { Fault, notFound } from '../../domain/fault.ts';
import { recordAudit } from '../audit.ts';
import type { AuditAction } from '../audit-action.ts';
import type { MailContext, SystemContext } from '../context.ts';
import type { Letter } from '../mail/letter.ts';
import { tellAdmins } from '../notice/tell-admins.ts';

/**
 * Refuses all of a tenant's requests from now on (within a second on every process), or lets them pass again. Its members may look
 * and change nothing meanwhile. `typedName`: the tenant's name as a person typed it, which must be right.
 */
export async function setTenantSuspended(
  context: SystemContext,
  tenantId: string,
  suspended: boolean,
  { typedName }: { typedName?: string } = {},
): Promise<void> {
  await changeTenant(context, tenantId, suspended ? 'tenant.suspend' : 'tenant.resume', (before) => {
    if (typedName !== undefined && typedName.trim() !== before.name) {
      throw new Fault('invalid', 'That is not the name of this tenant.', { param: 'name' });
    }
    return { status: suspended ? 'suspended' : 'active' };
  });
}

/**
 * Moves a tenant to another plan: limits follow within a second. Credit and trial end stay as they are. With `mail` its
 * owners and admins are told.
 */
export async function setTenantPlan(
  { mail, ...context }: SystemContext & Partial<MailContext>,
  tenantId: string,
  planId: string,
): Promise<void> {
  const plans = await context.database.system.plan.findMany({ orderBy: { position: 'asc' } });
  const next = plans.find((plan) => plan.id === planId);
  if (!next) {
    throw new Fault(
      'invalid',
      `There is no plan "${planId}". Choose one of: ${plans.map((plan) => plan.id).join(', ')}.`,
      { param: 'plan' },
    );
  }
  await context.database.system.$transaction(async (tx) => {
    const before = await changeTenantIn(tx, context, tenantId, 'tenant.set_plan', () => ({ planId }));
    if (!mail || before.planId === planId) return;
    const old = plans.find((plan) => plan.id === before.planId)?.name ?? before.planId;
    await tellAdmins(tx, { ...context, mail }, tenantId, planLetter(before.name, old, next.name));
  });
}

function planLetter(tenant: string, before: string, after: string): Letter & { kind: string } {
  return {
    kind: 'plan_changed',
    subject: `${tenant} is on the ${after} plan now`,
    paragraphs: [
      `The operator of this platform has moved ${tenant} from the ${before} plan to the ${after} plan. Its models and limits hold already.`,
      'Keys, members and usage stay as they are. If you did not ask for this, ask the operator.',
    ],
    link: { label: 'See what the plan has', path: '/billing' },
  };
}

/** The same as part of a larger transaction, for a plan that is known to exist: how Stripe moves a tenant. */
export async function movePlan(
  tx: TenantTransaction,
  context: SystemContext,
  tenantId: string,
  planId: string,
): Promise<void> {
  await changeTenantIn(tx, context, tenantId, 'tenant.set_plan', () => ({ planId }));
}

type TenantChange = (before: Tenant) => Partial<Pick<Tenant, 'status' | 'planId'>>;

async function changeTenant(context: SystemContext, tenantId: string, action: AuditAction, change: TenantChange) {
  await context.database.system.$transaction((tx) => changeTenantIn(tx, context, tenantId, action, change));
}

async function changeTenantIn(
  tx: TenantTransaction,
  context: SystemContext,
  tenantId: string,
  action: AuditAction,
  change: TenantChange,
): Promise<Tenant> {
  await tx.$queryRaw`SELECT id FROM tenant WHERE id = ${tenantId}::uuid FOR UPDATE`;
  const before = await tx.tenant.findUnique({ where: { id: tenantId } });
  if (!before || before.deletedAt) throw notFound('tenant');
  const after = await tx.tenant.update({ where: { id: tenantId }, data: change(before) });
  await recordAudit(tx, context, {
    tenantId,
    action,
    targetType: 'tenant',
    targetId: tenantId,
    before: { status: before.status, plan: before.planId },
    after: { status: after.status, plan: after.planId },
  });
  return before;
}
