import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '../domain/role.ts';
import {
  createAccount,
  memberContext,
  openTestPlatform,
  type TestAccount,
  type TestPlatform,
} from '../testing/platform.ts';
import { newRows, readAllRows } from '../testing/rows.ts';
import { auditInput } from './audit-log/audit-rows.ts';
import { listAudit, listAuditChoices } from './audit-log/list-audit.ts';
import type { TenantBillingContext } from './billing/billing-context.ts';
import { cancelSubscription, changeSubscription, keepSubscription } from './billing/change-subscription.ts';
import { getBilling } from './billing/get-billing.ts';
import { listInvoices } from './billing/list-invoices.ts';
import { openPortal } from './billing/open-portal.ts';
import { previewChange } from './billing/preview-change.ts';
import { refreshBilling } from './billing/refresh-billing.ts';
import { buyTrialCredit, startCheckout } from './billing/start-checkout.ts';
import { listBudgets } from './budget/list-budgets.ts';
import { setBudget } from './budget/set-budget.ts';
import type { TenantContext } from './context.ts';
import { resendInvitation, revokeInvitation } from './invitation/change-invitation.ts';
import { inviteMember } from './invitation/invite-member.ts';
import { createKey, createKeyInput } from './key/create-key.ts';
import { endKeyGrace } from './key/end-key-grace.ts';
import { listKeys } from './key/list-keys.ts';
import { revokeKey } from './key/revoke-key.ts';
import { revokeKeys } from './key/revoke-keys.ts';
import { rotateKey } from './key/rotate-key.ts';
import { setKeyDisabled } from './key/set-key-disabled.ts';
import { updateKey } from './key/update-key.ts';
import { changeMemberRole } from './member/change-member-role.ts';
import { listMembers } from './member/list-members.ts';
import { leaveTenant, removeMember } from './member/remove-member.ts';
import { deleteTenant, keepTenant } from './tenant/delete-tenant.ts';
import { getTenant } from './tenant/get-tenant.ts';
import { renameTenant } from './tenant/rename-tenant.ts';
import { listKeyMakers } from './usage/list-key-makers.ts';
import { listRequests, requestsInput } from './usage/list-requests.ts';
import { readFirstSteps } from './usage/read-first-steps.ts';
import { readLatency } from './usage/read-latency.ts';
import { readLimitUse } from './usage/read-limit-use.ts';
import { readRequest } from './usage/read-request.ts';
import { readStatement, readStatementLines } from './usage/read-statement.ts';
import { readUsage } from './usage/read-usage.ts';
import { readWebhook } from './webhook/read-webhook.ts';
import { removeWebhook, setWebhook, testWebhook } from './webhook/set-webhook.ts';

const keyId = randomUUID();
const month = { start: new Date('2031-03-01'), end: new Date('2031-04-01'), period: 'day', groupBy: 'model' } as const;

/** Who may call each service of a tenant. A key that does not exist shows that the role was asked first. */
const SERVICES: Record<string, { roles: readonly Role[]; call: (context: TenantContext) => Promise<unknown> }> = {
  getTenant: { roles: ROLES, call: getTenant },
  listKeys: { roles: ROLES, call: listKeys },
  readUsage: { roles: ROLES, call: (context) => readUsage(context, month) },
  listRequests: {
    roles: ROLES,
    call: (context) => listRequests(context, requestsInput.parse({ span: { lastHours: 1 } })),
  },
  listKeyMakers: { roles: ROLES, call: listKeyMakers },
  readLimitUse: { roles: ROLES, call: readLimitUse },
  readLatency: { roles: ROLES, call: readLatency },
  readRequest: { roles: ROLES, call: (context) => readRequest(context, { requestId: randomUUID() }) },
  listBudgets: { roles: ROLES, call: listBudgets },
  setBudget: {
    roles: ['owner', 'admin'],
    call: (context) => setBudget(context, { keyId, softNano: null, hardNano: 1n }),
  },
  readWebhook: { roles: ROLES, call: readWebhook },
  setWebhook: {
    roles: ['owner', 'admin'],
    call: (context) => setWebhook({ ...context, mail: platform.system.mail }, { url: 'https://example.com/hook' }),
  },
  testWebhook: { roles: ['owner', 'admin'], call: testWebhook },
  removeWebhook: { roles: ['owner', 'admin'], call: removeWebhook },
  readStatement: { roles: ROLES, call: (context) => readStatement(context, { month: '2031-03' }) },
  readStatementLines: { roles: ROLES, call: (context) => readStatementLines(context, { month: '2031-03' }) },
  readFirstSteps: { roles: ROLES, call: readFirstSteps },
  getBilling: payer(getBilling),
  listInvoices: payer(listInvoices),
  previewChange: payer((context) => previewChange(context, { planId: 'starter' })),
  startCheckout: payer((context) => startCheckout(context, { planId: 'starter' })),
  buyTrialCredit: payer(buyTrialCredit),
  openPortal: payer((context) => openPortal(context, { purpose: 'card' })),
  changeSubscription: payer((context) => changeSubscription(context, { planId: 'starter' })),
  cancelSubscription: payer(cancelSubscription),
  keepSubscription: payer(keepSubscription),
  refreshBilling: payer(refreshBilling),
  createKey: keyWriter((context) => createKey(context, createKeyInput.parse({ name: 'K' }))),
  updateKey: keyWriter((context) => updateKey(context, { keyId, name: 'K' })),
  setKeyDisabled: keyWriter((context) => setKeyDisabled(context, { keyId, disabled: true })),
  revokeKey: keyWriter((context) => revokeKey(context, { keyId })),
  revokeKeys: keyWriter((context) => revokeKeys(context, { keyIds: [keyId] })),
  rotateKey: keyWriter((context) => rotateKey(context, { keyId, grace: 'now' })),
  endKeyGrace: keyWriter((context) => endKeyGrace(context, { keyId })),
  listAudit: { roles: ['owner', 'admin'], call: (context) => listAudit(context, auditInput.parse({})) },
  listAuditChoices: { roles: ['owner', 'admin'], call: listAuditChoices },
  listMembers: { roles: ROLES, call: listMembers },
  inviteMember: memberWriter((context) =>
    inviteMember({ ...context, mail: platform.system.mail }, { email: `${randomUUID()}@example.com`, role: 'member' }),
  ),
  resendInvitation: memberWriter((context) =>
    resendInvitation({ ...context, mail: platform.system.mail }, { invitationId: keyId }),
  ),
  revokeInvitation: memberWriter((context) => revokeInvitation(context, { invitationId: keyId })),
  changeMemberRole: memberWriter((context) => changeMemberRole(context, { userId: keyId, role: 'viewer' })),
  removeMember: memberWriter((context) => removeMember(context, { userId: keyId })),
  leaveTenant: { roles: ROLES, call: (context) => leaveTenant(context, { userId: keyId }) },
  deleteTenant: { roles: ['owner'], call: (context) => deleteTenant(context, { name: 'Not its name' }) },
  keepTenant: { roles: ['owner'], call: keepTenant },
  renameTenant: { roles: ['owner', 'admin'], call: (context) => renameTenant(context, { name: 'Renamed' }) },
};

let platform: TestPlatform;
let account: TestAccount;

beforeAll(async () => {
  platform = await openTestPlatform();
  account = await createAccount(platform);
});
afterAll(() => platform?.close());

describe.each(ROLES)('a member with the role %s', (role) => {
  test.each(Object.entries(SERVICES))('is asked for the right to %s before anything else', async (_name, service) => {
    const before = await readAllRows(platform);
    const refusal = await service.call(memberContext(platform, account, role)).then(
      () => null,
      ({ code }) => code,
    );
    if (service.roles.includes(role))
      expect([null, 'not_found', 'invalid', 'conflict', 'plan_limit']).toContain(refusal);
    else {
      expect(refusal).toBe('forbidden');
      expect(newRows(before, await readAllRows(platform))).toEqual([]);
    }
  });
});

function keyWriter(call: (context: TenantContext) => Promise<unknown>) {
  return { roles: ['owner', 'admin', 'member'] as const, call };
}

function memberWriter(call: (context: TenantContext) => Promise<unknown>) {
  return { roles: ['owner', 'admin'] as const, call };
}

function payer(call: (context: TenantBillingContext) => Promise<unknown>) {
  const billing = { stripe: null, graceDays: 7 };
  return {
    roles: ['owner', 'admin'] as const,
    call: (context: TenantContext) => call({ ...context, mail: platform.system.mail, billing }),
  };
}
