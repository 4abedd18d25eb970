import { randomBytes, randomUUID } from 'node:crypto';
import type { Database } from '@gridsky/db';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createMailThrottle } from '../services/account/mail-throttle.ts';
import { createSignInThrottle } from '../services/account/sign-in-throttle.ts';
import { inviteMember } from '../services/invitation/invite-member.ts';
import { createKey, createKeyInput } from '../services/key/create-key.ts';
import { setTenantPlan } from '../services/operator/change-tenant.ts';
import { claimAdmin } from '../services/operator/claim-admin.ts';
import { createAdminLink } from '../services/operator/create-admin-link.ts';
import { createCodeThrottle } from '../services/second-factor/code-throttle.ts';
import { checkSession, type SignedInUser } from '../services/session/check-session.ts';
import { startSession } from '../services/session/start-session.ts';
import { callProcedure, listProcedures } from '../testing/call-procedure.ts';
import {
  createAccount,
  openTestPlatform,
  PASSWORD,
  TEST_MAIL,
  TEST_REMOTE,
  type TestAccount,
  type TestPlatform,
} from '../testing/platform.ts';
import { newRows, readAllRows } from '../testing/rows.ts';
import { insertUsage, usageEvent } from '../testing/usage-events.ts';
import type { ApiContext } from './context.ts';

/** What a caller could have got hold of, or guessed. */
type Ids = {
  tenantId: string;
  keyId: string;
  userId: string;
  sessionId: string;
  linkToken: string;
  invitationId: string;
  requestId: string;
  modelId: string;
};

type Entry = {
  access: 'public' | 'user' | 'tenant' | 'operator';
  /** An input that would be right if the ids were the caller's own. */
  input?: (ids: Ids) => unknown;
  /** true: the input names something by id. */
  namesId?: boolean;
  /** true: a change that a suspended tenant may make, too. */
  whileSuspended?: boolean;
  /** Status of the answer inside one's own tenant; 200 when left out. */
  status?: number;
};

const month = { start: new Date('2031-03-01'), end: new Date('2031-04-01') };

/** Every procedure there is. A new one must say here how a foreign id would be tried on it. */
const PROCEDURES: Record<string, Entry> = {
  'account.signUp': {
    access: 'public',
    input: () => ({ email: `${randomUUID()}@example.com`, tenantName: 'New' }),
  },
  'account.confirmSignUp': { access: 'public', input: withPassword, namesId: true },
  'account.forgotPassword': { access: 'public', input: () => ({ email: `${randomUUID()}@example.com` }) },
  'account.resetPassword': { access: 'public', input: withPassword, namesId: true },
  'account.requestEmailConfirmation': { access: 'user' },
  'account.confirmEmail': { access: 'public', input: ({ linkToken }) => ({ token: linkToken }), namesId: true },
  'account.changePassword': {
    access: 'user',
    input: () => ({ currentPassword: PASSWORD, password: PASSWORD }),
  },
  'account.requestEmailChange': {
    access: 'user',
    input: () => ({ currentPassword: PASSWORD, email: `${randomUUID()}@example.com` }),
  },
  'account.confirmEmailChange': { access: 'public', input: ({ linkToken }) => ({ token: linkToken }), namesId: true },
  'account.endOtherSessions': { access: 'user' },
  'account.identities': { access: 'user' },
  // It names a service, never an account: nobody else's can be meant.
  'account.disconnectIdentity': { access: 'user', input: () => ({ provider: 'github' }), status: 404 },
  'account.me': { access: 'user' },
  'audit.list': {
    access: 'tenant',
    // Actor and target filter, they are not looked up: foreign ones find nothing, like ones that never were.
    input: ({ userId, keyId }) => ({ actorId: userId, targetId: keyId }),
  },
  'audit.choices': { access: 'tenant' },
  'account.sessions': { access: 'user' },
  'account.endSession': { access: 'user', input: ({ sessionId }) => ({ sessionId }), namesId: true },
  // No keys of Stripe are set here: what needs them says so, in any tenant alike.
  'billing.get': { access: 'tenant' },
  'billing.invoices': { access: 'tenant', status: 409 },
  'billing.preview': { access: 'tenant', input: () => ({ planId: 'starter' }), status: 409 },
  'billing.startCheckout': { access: 'tenant', input: () => ({ planId: 'starter' }), status: 409 },
  'billing.buyCredit': { access: 'tenant', status: 409 },
  'billing.openPortal': { access: 'tenant', input: () => ({ purpose: 'card' }), status: 409, whileSuspended: true },
  'billing.changePlan': { access: 'tenant', input: () => ({ planId: 'starter' }), status: 409 },
  'billing.cancel': { access: 'tenant', status: 409, whileSuspended: true },
  'billing.keep': { access: 'tenant', status: 409 },
  'billing.refresh': { access: 'tenant', status: 409, whileSuspended: true },
  'key.list': { access: 'tenant' },
  'key.create': { access: 'tenant', input: () => ({ name: 'Mine' }) },
  'key.update': { access: 'tenant', input: ({ keyId }) => ({ keyId, name: 'Taken' }), namesId: true },
  'key.setDisabled': { access: 'tenant', input: ({ keyId }) => ({ keyId, disabled: true }), namesId: true },
  'key.revoke': { access: 'tenant', input: ({ keyId }) => ({ keyIds: [keyId] }), namesId: true },
  'key.rotate': { access: 'tenant', input: ({ keyId }) => ({ keyId, grace: 'now' }), namesId: true },
  'key.endGrace': { access: 'tenant', input: ({ keyId }) => ({ keyId }), namesId: true },
  'webhook.get': { access: 'tenant' },
  'webhook.set': { access: 'tenant', input: () => ({ url: 'https://example.com/hook' }) },
  'webhook.test': { access: 'tenant' },
  'webhook.remove': { access: 'tenant' },
  // This tenant's plan has no models of its own: what adds one is refused for that, in any tenant alike.
  'privateModel.list': { access: 'tenant' },
  'privateModel.health': { access: 'tenant' },
  'privateModel.uploadToken': { access: 'tenant' },
  'privateModel.add': {
    access: 'tenant',
    input: () => ({ alias: 'mine', provider: 'cohere', providerModel: 'embed-v4.0' }),
    status: 403,
  },
  'privateModel.update': {
    access: 'tenant',
    input: ({ modelId }) => ({ id: modelId, queryPrefix: 'q' }),
    namesId: true,
  },
  'privateModel.test': { access: 'tenant', input: ({ modelId }) => ({ id: modelId }), namesId: true },
  'privateModel.setEnabled': {
    access: 'tenant',
    input: ({ modelId }) => ({ id: modelId, enabled: false }),
    namesId: true,
  },
  'privateModel.remove': { access: 'tenant', input: ({ modelId }) => ({ id: modelId }), namesId: true },
  'provider.list': { access: 'tenant' },
  'provider.set': { access: 'tenant', input: () => ({ provider: 'openai', secret: 'sk-0123456789' }), status: 403 },
  // It names a provider, never an account: nobody else's can be meant.
  'provider.remove': { access: 'tenant', input: () => ({ provider: 'openai' }), status: 404 },
  'provider.listOfPlatform': { access: 'operator' },
  'provider.setOfPlatform': { access: 'operator', input: () => ({ provider: 'openai', secret: 'sk-0123456789' }) },
  'provider.removeOfPlatform': { access: 'operator', input: () => ({ provider: 'openai' }), status: 404 },
  'budget.list': { access: 'tenant' },
  'budget.set': {
    access: 'tenant',
    input: ({ keyId }) => ({ keyId, softNano: null, hardNano: 1n }),
    namesId: true,
  },
  'invitation.create': { access: 'tenant', input: () => ({ email: `${randomUUID()}@example.com`, role: 'member' }) },
  'invitation.resend': { access: 'tenant', input: ({ invitationId }) => ({ invitationId }), namesId: true },
  'invitation.revoke': { access: 'tenant', input: ({ invitationId }) => ({ invitationId }), namesId: true },
  'invitation.accept': {
    access: 'user',
    // Whoever holds the token of an open invitation has seen its letter; another address is refused all the same.
    input: () => ({ token: randomBytes(32).toString('base64url') }),
    namesId: true,
  },
  'invitation.acceptAsNew': {
    access: 'public',
    input: () => ({ token: randomBytes(32).toString('base64url'), password: PASSWORD }),
    namesId: true,
  },
  'member.list': { access: 'tenant' },
  'member.changeRole': { access: 'tenant', input: ({ userId }) => ({ userId, role: 'viewer' }), namesId: true },
  'member.remove': { access: 'tenant', input: ({ userId }) => ({ userId }), namesId: true },
  'member.leave': { access: 'tenant', status: 409 },
  'model.list': { access: 'tenant' },
  'model.usable': { access: 'tenant' },
  'operator.claimAdmin': {
    access: 'public',
    input: ({ linkToken }) => ({ token: linkToken, email: 'thief@example.com', password: PASSWORD }),
    namesId: true,
  },
  'operator.tenants': { access: 'operator', input: () => ({}) },
  'operator.tenant': { access: 'operator', input: ({ tenantId }) => ({ tenantId }), namesId: true },
  'operator.setPlan': { access: 'operator', input: ({ tenantId }) => ({ tenantId, planId: 'scale' }), namesId: true },
  'operator.overrideLimits': {
    access: 'operator',
    input: ({ tenantId }) => ({ tenantId, limits: { keysMax: 99 } }),
    namesId: true,
  },
  'operator.setSuspended': {
    access: 'operator',
    input: ({ tenantId }) => ({ tenantId, suspended: true, name: 'Other Industries' }),
    namesId: true,
  },
  'operator.grantCredit': {
    access: 'operator',
    input: ({ tenantId }) => ({ tenantId, grantId: randomUUID(), amountNano: 1n, note: 'Mine' }),
    namesId: true,
  },
  'operator.plans': { access: 'operator' },
  'operator.changePlan': { access: 'operator', input: () => ({ planId: 'trial', keysMax: 99 }) },
  'operator.changeModel': { access: 'operator', input: () => ({ id: 'plugsky-embed-v1', disabled: true }) },
  'operator.models': { access: 'operator' },
  'operator.setModelAlias': { access: 'operator', input: () => ({ alias: 'mine', modelId: 'plugsky-embed-v1' }) },
  'operator.removeModelAlias': { access: 'operator', input: () => ({ alias: 'mine' }) },
  'operator.endpoints': { access: 'operator' },
  'operator.system': { access: 'operator' },
  'operator.runJob': { access: 'operator', input: () => ({ name: 'close-hours' }) },
  'operator.audit': { access: 'operator', input: ({ tenantId }) => ({ tenantId }), namesId: true },
  'operator.auditChoices': { access: 'operator' },
  'secondFactor.get': { access: 'user' },
  'secondFactor.begin': { access: 'user', input: () => ({ currentPassword: 'not the password' }) },
  'secondFactor.confirm': { access: 'user', input: () => ({ code: '000000' }) },
  'secondFactor.remove': { access: 'user', input: () => ({ currentPassword: PASSWORD }) },
  'secondFactor.renewRecoveryCodes': { access: 'user', input: () => ({ currentPassword: PASSWORD }) },
  'tenant.get': { access: 'tenant' },
  'tenant.create': { access: 'user', input: () => ({ name: 'Another' }) },
  'tenant.delete': { access: 'tenant', input: () => ({ name: 'Not its name' }), status: 400 },
  'tenant.keep': { access: 'tenant', status: 409 },
  'tenant.rename': { access: 'tenant', input: () => ({ name: 'Taken' }) },
  'usage.firstSteps': { access: 'tenant' },
  'usage.keyMakers': { access: 'tenant' },
  'usage.latency': { access: 'tenant' },
  'usage.limits': { access: 'tenant' },
  'usage.statement': { access: 'tenant', input: () => ({ month: '2031-03' }) },
  'usage.statementLines': { access: 'tenant', input: () => ({ month: '2031-03' }) },
  'usage.request': { access: 'tenant', input: ({ requestId }) => ({ requestId }), namesId: true },
  'usage.requests': {
    access: 'tenant',
    // The key filters, it is not looked up: a foreign one finds nothing, like one that never was.
    input: ({ keyId }) => ({ span: month, keyId, limit: 100 }),
  },
  'key.playgroundToken': { access: 'tenant' },
  'usage.read': { access: 'tenant', input: () => ({ ...month, period: 'day', groupBy: 'key' }) },
};

let platform: TestPlatform;
let caller: SignedInUser;
let other: TestAccount;
let foreign: Ids;
/** Words that only the other tenant's data holds. */
let secrets: string[];

beforeAll(async () => {
  platform = await openTestPlatform();
  const mine = await createAccount(platform, 'Mine');
  other = await createAccount(platform, 'Other Industries');
  const signedIn = await startSession(platform.system, { userId: mine.userId, userAgent: null });
  const user = await checkSession(platform.system, signedIn.sessionId);
  if (!user) throw new Error('the session just started is not there');
  caller = user;
  const { key } = await createKey(other.context, createKeyInput.parse({ name: 'Other key' }));
  const session = await startSession(platform.system, { userId: other.userId, userAgent: 'Other browser' });
  const link = await createAdminLink(platform.system);
  if (!link) throw new Error('there is an admin already');
  await claimAdmin(platform.system, { token: link.token, email: 'admin@example.com', password: PASSWORD });
  const invitation = await inviteMember(other.context, { email: 'other-guest@example.com', role: 'member' });
  await setTenantPlan(platform.system, mine.tenantId, 'scale');
  const ownModel = await platform.database.system.privateModel.create({
    data: {
      tenantId: other.tenantId,
      alias: 'other-model',
      provider: 'cohere',
      baseUrl: 'https://other.example.com',
      providerModel: 'Other name',
    },
  });
  const createdAt = platform.now();
  const event = usageEvent({ createdAt, tenantId: other.tenantId, keyId: key.id, model: 'Other model' });
  await insertUsage(platform.owner, [event]);
  foreign = {
    tenantId: other.tenantId,
    keyId: key.id,
    userId: other.userId,
    sessionId: session.sessionId,
    linkToken: link.token,
    invitationId: invitation.id,
    requestId: `req_${event.id.replaceAll('-', '')}`,
    modelId: ownModel.id,
  };
  secrets = [...Object.values(foreign), other.email, 'other-guest@', 'Other ', key.display];
});
afterAll(() => platform?.close());

test('every procedure is listed here with the way to try a foreign id on it', () => {
  const paths = listProcedures().map(({ path }) => path);
  expect(Object.keys(PROCEDURES).sort()).toEqual(paths.sort());
});

test('only what somebody signed out has to do needs no sign-in', async () => {
  for (const { path } of listProcedures()) {
    const { access, input } = entry(path);
    if (access === 'public') continue;
    const answer = await callProcedure(apiContext({ user: null, tenantId: foreign.tenantId }), path, input?.(foreign));
    expect(answer.status, path).toBe(401);
    expect(answer.body, path).toContain('You are signed out. Sign in and try again.');
  }
  const open = listProcedures().filter(({ path }) => entry(path).access === 'public');
  expect(open.map(({ path }) => path).sort()).toEqual([
    'account.confirmEmail',
    'account.confirmEmailChange',
    'account.confirmSignUp',
    'account.forgotPassword',
    'account.resetPassword',
    'account.signUp',
    'invitation.acceptAsNew',
    'operator.claimAdmin',
  ]);
});

test.each(pathsWhere(({ access }) => access === 'operator'))(
  '%s exists for platform admins alone: to all others it reads like a page that never was',
  async (path) => {
    const before = await dumpPlatform();
    const input = entry(path).input;
    for (const ids of [foreign, random(), { ...random(), tenantId: caller.memberships[0]?.tenantId ?? '' }]) {
      const answer = await callProcedure(apiContext(), path, input?.(ids));
      expect(answer.status).toBe(404);
      expect(answer.body).toContain('No such page.');
      expectNothingOfOther(answer.body);
    }
    expect(await dumpPlatform()).toBe(before);
    if (isMutation(path)) return;
    const admin = apiContext({ user: { ...caller, platformAdmin: true } });
    expect((await callProcedure(admin, path, input?.(foreign))).status).toBe(200);
  },
);

describe.each(pathsWhere(({ access }) => access === 'tenant'))('in a suspended tenant %s', (path) => {
  const refused = isMutation(path) && !entry(path).whileSuspended;
  test(refused ? 'changes nothing' : 'does as it always does', async () => {
    const memberships = caller.memberships.map((membership) => ({ ...membership, suspended: true }));
    const rows = await readAllRows(platform);
    const suspended = apiContext({ user: { ...caller, memberships } });
    const answer = await callProcedure(suspended, path, entry(path).input?.(foreign));
    if (refused) {
      expect(answer.status).toBe(403);
      expect(answer.body).toContain('This tenant is suspended');
      expect(newRows(rows, await readAllRows(platform))).toEqual([]);
    } else expect([entry(path).status ?? 200, 404]).toContain(answer.status);
  });
});

describe.each(['both walls', 'the services alone, without row security'])('behind %s', (walls) => {
  let database: Database;
  let before: string;

  beforeEach(async () => {
    const { system } = platform.database;
    database = platform.database;
    // The system role sees all tenants: what is refused now, the services themselves refuse.
    if (walls !== 'both walls') database = { ...database, asTenant: (_id, work) => system.$transaction(work) };
    before = await dumpOther();
  });

  test.each(pathsWhere(({ namesId }) => namesId))('%s answers a foreign id like one that never was', async (path) => {
    const { input } = entry(path);
    const context = apiContext({ database });
    const answer = await callProcedure(context, path, input?.(foreign));
    expect(answer.status).toBe(404);
    expect(answer).toEqual(await callProcedure(context, path, input?.(random())));
    expectNothingOfOther(answer.body);
    expect(await dumpOther()).toBe(before);
  });

  test.each(pathsWhere(() => true))("%s answers a foreign tenant's id like one that never was", async (path) => {
    const { access, input } = entry(path);
    const guess = random();
    // Procedures outside tenants must not care; they are asked with equal ids, so that only the tenant differs.
    const answer = await callProcedure(apiContext({ database, tenantId: foreign.tenantId }), path, input?.(foreign));
    const ids = access === 'tenant' ? guess : foreign;
    const wild = await callProcedure(apiContext({ database, tenantId: guess.tenantId }), path, input?.(ids));
    if (access === 'tenant') expect(answer.status).toBe(404);
    expect(withoutIds(answer)).toEqual(withoutIds(wild));
    expectNothingOfOther(answer.body);
    expect(await dumpOther()).toBe(before);
  });

  const inside = pathsWhere(({ access, namesId }) => access === 'tenant' && !namesId);
  test.each(inside)("%s shows a tenant nothing of another's", async (path) => {
    const { input } = entry(path);
    const answer = await callProcedure(apiContext({ database }), path, input?.(foreign));
    expect(answer.status).toBe(entry(path).status ?? 200);
    expectNothingOfOther(answer.body);
    expect(await dumpOther()).toBe(before);
  });
});

function entry(path: string): Entry {
  const found = PROCEDURES[path];
  if (!found) throw new Error(`${path} is not listed in PROCEDURES: say how a foreign id would be tried on it`);
  return found;
}

function isMutation(path: string): boolean {
  return listProcedures().some((procedure) => procedure.path === path && procedure.type === 'mutation');
}

function pathsWhere(fits: (entry: Entry) => boolean | undefined): string[] {
  return Object.entries(PROCEDURES).flatMap(([path, entry]) => (fits(entry) ? [path] : []));
}

function apiContext(overrides: Partial<ApiContext> = {}): ApiContext {
  return {
    database: platform.database,
    user: caller,
    tenantId: caller.memberships[0]?.tenantId ?? null,
    ip: '203.0.113.7',
    requestId: 'req_1',
    signInThrottle: createSignInThrottle(),
    mailThrottle: createMailThrottle(),
    codeThrottle: createCodeThrottle(),
    mail: TEST_MAIL,
    billing: { stripe: null, graceDays: 7 },
    remote: TEST_REMOTE,
    trialMode: 'free',
    keepSession: async () => {},
    now: platform.now,
    reportError: (error) => {
      throw error;
    },
    ...overrides,
  };
}

function withPassword({ linkToken }: Ids) {
  return { token: linkToken, password: PASSWORD };
}

function random(): Ids {
  const linkToken = randomBytes(32).toString('base64url');
  return {
    tenantId: randomUUID(),
    keyId: randomUUID(),
    userId: randomUUID(),
    sessionId: randomUUID(),
    linkToken,
    invitationId: randomUUID(),
    requestId: `req_${randomBytes(16).toString('hex')}`,
    modelId: randomUUID(),
  };
}

/** An answer that names something it has just made. */
function withoutIds({ status, body }: { status: number; body: string }) {
  return { status, body: body.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID') };
}

function expectNothingOfOther(body: string): void {
  for (const secret of secrets) expect(body).not.toContain(secret);
}

/** What only the operator may change. */
async function dumpPlatform(): Promise<string> {
  const { rows } = await platform.owner.query(
    `SELECT (SELECT jsonb_agg(to_jsonb(t) ORDER BY id) FROM tenant t) AS tenants,
      (SELECT jsonb_agg(to_jsonb(p) ORDER BY id) FROM plan p) AS plans,
      (SELECT jsonb_agg(to_jsonb(m) ORDER BY id) FROM model m) AS models,
      (SELECT jsonb_agg(to_jsonb(o)) FROM plan_override o) AS overrides,
      (SELECT jsonb_agg(to_jsonb(c) ORDER BY tenant_id) FROM credit_account c) AS credit,
      (SELECT count(*) FROM audit_entry) AS audits`,
  );
  return JSON.stringify(rows);
}

/** All that the other tenant has, to see that nothing of it changed. */
async function dumpOther(): Promise<string> {
  const { rows } = await platform.owner.query(
    `SELECT (SELECT to_jsonb(t) FROM tenant t WHERE id = $1) AS tenant,
      (SELECT jsonb_agg(to_jsonb(k) ORDER BY id) FROM api_key k WHERE tenant_id = $1) AS keys,
      (SELECT jsonb_agg(to_jsonb(s) ORDER BY id) FROM session s WHERE user_id = $2) AS sessions,
      (SELECT jsonb_agg(to_jsonb(m) ORDER BY id) FROM membership m WHERE tenant_id = $1) AS members,
      (SELECT jsonb_agg(to_jsonb(i) ORDER BY id) FROM invitation i WHERE tenant_id = $1) AS invitations,
      (SELECT count(*) FROM audit_entry WHERE tenant_id = $1) AS audits`,
    [other.tenantId, other.userId],
  );
  return JSON.stringify(rows);
}
