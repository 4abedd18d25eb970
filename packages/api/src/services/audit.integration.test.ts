import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { nano } from '../domain/money.ts';
import { addPrivateModelInput } from '../domain/private-model.ts';
import { listProcedures } from '../testing/call-procedure.ts';
import {
  createAccount,
  mailedToken,
  memberContext,
  openTestPlatform,
  PASSWORD,
  type TestAccount,
  type TestPlatform,
} from '../testing/platform.ts';
import { newRows, readAllRows } from '../testing/rows.ts';
import { addSecondFactor, beginSecondFactor, codeOf } from '../testing/second-factor.ts';
import { type BillingPlatform, openBilling } from '../testing/stripe/billed-tenant.ts';
import * as services from './index.ts';

type Mutation = {
  /** The audit rows it writes, in alphabetical order: more than one where it changes more than one thing. */
  audits: string[];
  /** Makes what is to be changed and returns its id. */
  given?: (platform: TestPlatform, account: TestAccount) => Promise<string>;
  call: (platform: TestPlatform, account: TestAccount, given: string) => Promise<unknown>;
};

/** Every service that changes something somebody could ask about later. */
const MUTATIONS: Record<string, Mutation> = {
  requestSignUp: {
    audits: ['user.ask_sign_up'],
    call: ({ system }) => services.requestSignUp(system, { email: newUser().email, tenantName: 'New' }),
  },
  confirmSignUp: {
    audits: ['credit.grant', 'tenant.create', 'user.sign_up'],
    given: async (platform) => {
      const { email } = newUser();
      await services.requestSignUp(platform.system, { email, tenantName: 'New' });
      return mailedToken(platform, email);
    },
    call: ({ system }, _account, token) => services.confirmSignUp(system, { token, password: PASSWORD }),
  },
  requestPasswordReset: {
    audits: ['user.ask_password_reset'],
    call: ({ system }, { email }) => services.requestPasswordReset(system, { email }),
  },
  resetPassword: {
    audits: ['user.reset_password'],
    given: async (platform, { email }) => {
      await services.requestPasswordReset(platform.system, { email });
      return mailedToken(platform, email);
    },
    call: ({ system }, _account, token) => services.resetPassword(system, { token, password: 'another password' }),
  },
  requestEmailConfirmation: {
    audits: ['user.ask_email_confirmation'],
    given: unverified,
    call: ({ system }, { userId }) => services.requestEmailConfirmation(system, { userId }),
  },
  confirmEmail: {
    audits: ['user.confirm_email'],
    given: async (platform, account) => {
      await unverified(platform, account);
      await services.requestEmailConfirmation(platform.system, account);
      return mailedToken(platform, account.email);
    },
    call: ({ system }, _account, token) => services.confirmEmail(system, { token }),
  },
  changePassword: {
    audits: ['user.change_password'],
    given: startSession,
    call: ({ system }, { userId }, sessionId) =>
      services.changePassword(system, services.createSignInThrottle(), {
        userId,
        sessionId,
        currentPassword: PASSWORD,
        password: 'another password',
      }),
  },
  requestEmailChange: {
    audits: ['user.ask_email_change'],
    call: ({ system }, { userId }) => askEmailChange(system, userId, newUser().email),
  },
  confirmEmailChange: {
    audits: ['user.change_email'],
    given: async (platform, { userId }) => {
      const { email } = newUser();
      await askEmailChange(platform.system, userId, email);
      return mailedToken(platform, email);
    },
    call: ({ system }, _account, token) => services.confirmEmailChange(system, { token }),
  },
  endOtherSessions: {
    audits: ['session.end_others'],
    given: startSession,
    call: ({ system }, { userId }) => services.endOtherSessions(system, { userId, sessionId: userId }),
  },
  beginSecondFactor: {
    audits: ['user.begin_second_factor'],
    call: ({ system }, { userId }) =>
      services.beginSecondFactor(system, services.createSignInThrottle(), { userId, currentPassword: PASSWORD }),
  },
  confirmSecondFactor: {
    audits: ['user.add_second_factor'],
    given: (platform, { userId }) => beginSecondFactor(platform, userId),
    call: async ({ system, now }, { userId }, secret) => {
      const code = codeOf(secret, now());
      const sessionId = userId;
      return services.confirmSecondFactor(system, services.createCodeThrottle(), { userId, sessionId, code });
    },
  },
  checkSecondFactor: {
    audits: ['user.use_recovery_code'],
    given: async (platform, { userId }) => (await addSecondFactor(platform, userId)).recoveryCodes[0] ?? '',
    call: ({ system }, { userId }, code) =>
      services.checkSecondFactor(system, services.createCodeThrottle(), { userId, code }),
  },
  removeSecondFactor: {
    audits: ['user.remove_second_factor'],
    given: async (platform, { userId }) => (await addSecondFactor(platform, userId)).secret,
    call: ({ system }, { userId }) =>
      services.removeSecondFactor(system, services.createSignInThrottle(), {
        userId,
        sessionId: userId,
        currentPassword: PASSWORD,
      }),
  },
  renewRecoveryCodes: {
    audits: ['user.renew_recovery_codes'],
    given: async (platform, { userId }) => (await addSecondFactor(platform, userId)).secret,
    call: ({ system }, { userId }) =>
      services.renewRecoveryCodes(system, services.createSignInThrottle(), { userId, currentPassword: PASSWORD }),
  },
  disconnectIdentity: {
    audits: ['user.disconnect_identity'],
    given: async ({ system }, { email, userId }) => {
      const person = { subject: userId, email, emailVerified: true, name: '' };
      return (await services.signInWithIdentity(system, { ...person, provider: 'github' })).userId;
    },
    call: ({ system }, { userId }) => services.disconnectIdentity(system, { userId, provider: 'github' }),
  },
  signInWithIdentity: {
    audits: ['user.connect_identity'],
    call: ({ system }, { email, userId }) =>
      services.signInWithIdentity(system, {
        provider: 'github',
        subject: userId,
        email,
        emailVerified: true,
        name: '',
      }),
  },
  startSession: { audits: ['session.start'], call: startSession },
  endSession: {
    audits: ['session.end'],
    given: startSession,
    call: ({ system }, { userId }, sessionId) => services.endSession(system, { userId, sessionId }),
  },
  createKey: { audits: ['key.create'], call: createKey },
  updateKey: {
    audits: ['key.update'],
    given: createKey,
    call: (_platform, { context }, keyId) => services.updateKey(context, { keyId, name: 'Renamed' }),
  },
  setKeyDisabled: {
    audits: ['key.disable'],
    given: createKey,
    call: (_platform, { context }, keyId) => services.setKeyDisabled(context, { keyId, disabled: true }),
  },
  revokeKey: {
    audits: ['key.revoke'],
    given: createKey,
    call: (_platform, { context }, keyId) => services.revokeKey(context, { keyId }),
  },
  revokeKeys: {
    audits: ['key.revoke'],
    given: createKey,
    call: (_platform, { context }, keyId) => services.revokeKeys(context, { keyIds: [keyId] }),
  },
  mintPlaygroundToken: {
    audits: ['key.playground'],
    call: (_platform, { context }) => services.mintPlaygroundToken(context),
  },
  mintUploadToken: {
    audits: ['key.upload_token'],
    call: (_platform, { context }) => services.mintUploadToken(context),
  },
  setWebhook: { audits: ['webhook.set'], call: setHook },
  testWebhook: {
    audits: ['webhook.test'],
    given: setHook,
    call: (_platform, { context }) => services.testWebhook(context),
  },
  removeWebhook: {
    audits: ['webhook.remove'],
    given: setHook,
    call: (_platform, { context }) => services.removeWebhook(context),
  },
  setBudget: {
    audits: ['budget.set'],
    given: createKey,
    call: (_platform, { context }, keyId) => services.setBudget(context, { keyId, softNano: null, hardNano: 1n }),
  },
  rotateKey: {
    audits: ['key.rotate'],
    given: createKey,
    call: (_platform, { context }, keyId) => services.rotateKey(context, { keyId, grace: '1h' }),
  },
  endKeyGrace: {
    audits: ['key.end_grace'],
    given: async (platform, account) => {
      const keyId = await createKey(platform, account);
      await services.rotateKey(account.context, { keyId, grace: '1h' });
      return keyId;
    },
    call: (_platform, { context }, keyId) => services.endKeyGrace(context, { keyId }),
  },
  inviteMember: { audits: ['member.invite'], call: invite },
  resendInvitation: {
    audits: ['member.resend_invitation'],
    given: invite,
    call: (_platform, { context }, invitationId) => services.resendInvitation(context, { invitationId }),
  },
  revokeInvitation: {
    audits: ['member.revoke_invitation'],
    given: invite,
    call: (_platform, { context }, invitationId) => services.revokeInvitation(context, { invitationId }),
  },
  acceptInvitation: {
    audits: ['member.join'],
    given: async (platform, account) => {
      const { email, userId } = await createAccount(platform);
      await services.inviteMember(account.context, { email, role: 'member' });
      return `${userId} ${await mailedToken(platform, email)}`;
    },
    call: ({ system }, _account, given) => {
      const [userId = '', token = ''] = given.split(' ');
      return services.acceptInvitation({ ...system, actor: { type: 'user', userId } }, { userId, token });
    },
  },
  acceptAsNewUser: {
    audits: ['member.join', 'user.sign_up'],
    given: async (platform, account) => {
      const { email } = newUser();
      await services.inviteMember(account.context, { email, role: 'member' });
      return mailedToken(platform, email);
    },
    call: ({ system }, _account, token) => services.acceptAsNewUser(system, { token, password: PASSWORD }),
  },
  changeMemberRole: {
    audits: ['member.change_role'],
    given: addMember,
    call: (_platform, { context }, userId) => services.changeMemberRole(context, { userId, role: 'viewer' }),
  },
  removeMember: {
    audits: ['member.remove'],
    given: addMember,
    call: (_platform, { context }, userId) => services.removeMember(context, { userId }),
  },
  leaveTenant: {
    audits: ['member.leave'],
    given: addMember,
    call: (platform, { tenantId }, userId) =>
      services.leaveTenant(memberContext(platform, { userId, tenantId }, 'member'), { userId }),
  },
  makeTenant: {
    audits: ['tenant.create'],
    call: ({ system }, { userId }) =>
      services.makeTenant({ ...system, actor: { type: 'user', userId } }, { name: 'Second', userId }),
  },
  deleteTenant: {
    audits: ['tenant.delete'],
    call: (_platform, { context }) => services.deleteTenant(context, { name: 'Acme' }),
  },
  keepTenant: {
    audits: ['tenant.keep'],
    given: askForDeletion,
    call: (_platform, { context }) => services.keepTenant(context),
  },
  renameTenant: {
    audits: ['tenant.rename'],
    call: (_platform, { context }) => services.renameTenant(context, { name: 'Renamed' }),
  },
  createTenant: {
    audits: ['credit.grant', 'tenant.create'],
    call: ({ system }) => services.createTenant(system, { name: 'T', planId: 'trial' }),
  },
  setTenantPlan: {
    audits: ['tenant.set_plan'],
    call: ({ system }, { tenantId }) => services.setTenantPlan(system, tenantId, 'scale'),
  },
  overrideLimits: {
    audits: ['tenant.override_limits'],
    call: ({ system }, { tenantId }) => services.overrideLimits(system, { tenantId, limits: { keysMax: 9 } }),
  },
  grantCredit: {
    audits: ['credit.grant'],
    call: ({ system }, { tenantId }) =>
      services.grantCredit(system, { tenantId, grantId: tenantId, amountNano: nano(1n), note: 'Goodwill' }),
  },
  changePlan: {
    audits: ['plan.change'],
    given: async (platform) =>
      String((await platform.database.system.plan.findUnique({ where: { id: 'scale' } }))?.keysMax),
    call: ({ system }, _account, keysMax) =>
      services.changePlan(system, { planId: 'scale', keysMax: Number(keysMax) + 1 }),
  },
  setTenantSuspended: {
    audits: ['tenant.suspend'],
    call: ({ system }, { tenantId }) => services.setTenantSuspended(system, tenantId, true),
  },
  createUser: {
    audits: ['user.create'],
    call: ({ system }, { tenantId }) => services.createUser(system, { ...newUser(), tenantId, role: 'viewer' }),
  },
  setPassword: {
    audits: ['user.set_password'],
    call: ({ system }, { email }) => services.setPassword(system, { email, password: 'another password' }),
  },
  clearSecondFactor: {
    audits: ['user.remove_second_factor'],
    given: async (platform, { userId }) => (await addSecondFactor(platform, userId)).secret,
    call: ({ system }, { email }) => services.clearSecondFactor(system, { email }),
  },
  createAdminLink: { audits: ['admin.create_link'], call: createAdminLink },
  claimAdmin: {
    audits: ['admin.claim', 'tenant.create'],
    given: createAdminLink,
    call: ({ system }, _account, token) => services.claimAdmin(system, { ...newUser(), token }),
  },
  startCheckout: {
    audits: ['billing.start_checkout'],
    call: (_platform, account) => services.startCheckout(billing.member(account), { planId: 'starter' }),
  },
  buyTrialCredit: {
    audits: ['billing.buy_credit'],
    // A second tenant: the first was given its credit, so there is none to sell it.
    given: async ({ system }, { userId }) =>
      (await services.makeTenant({ ...system, actor: { type: 'user', userId } }, { name: 'Second', userId })).tenantId,
    call: (_platform, { userId }, tenantId) =>
      services.buyTrialCredit({ ...billing.member({ userId, tenantId }), trialMode: 'paid' }),
  },
  openPortal: {
    audits: ['billing.open_portal'],
    given: subscribe,
    call: (_platform, account) => services.openPortal(billing.member(account), { purpose: 'card' }),
  },
  changeSubscription: {
    audits: ['billing.change_plan', 'subscription.update', 'tenant.set_plan'],
    given: subscribe,
    call: (_platform, account) => services.changeSubscription(billing.member(account), { planId: 'scale' }),
  },
  cancelSubscription: {
    audits: ['billing.cancel', 'subscription.update'],
    given: subscribe,
    call: (_platform, account) => services.cancelSubscription(billing.member(account)),
  },
  keepSubscription: {
    audits: ['billing.keep', 'subscription.update'],
    given: async (given, account) => {
      await subscribe(given, account);
      await services.cancelSubscription(billing.member(account));
      return '';
    },
    call: (_platform, account) => services.keepSubscription(billing.member(account)),
  },
  refreshBilling: {
    audits: ['subscription.update', 'tenant.set_plan'],
    given: payCheckout,
    call: (_platform, account) => services.refreshBilling(billing.member(account)),
  },
  syncAccount: {
    audits: ['subscription.update', 'tenant.set_plan'],
    given: payCheckout,
    call: (_platform, { tenantId }) => services.syncAccount(billing.jobs, tenantId),
  },
  requestJob: {
    audits: ['job.run'],
    given: async ({ database, now }) => {
      await services.takeTurn(database, { name: 'close-hours', everySeconds: 60, now });
      return 'close-hours';
    },
    call: ({ system }, _account, name) => services.requestJob(system, { name }),
  },
  addPrivateModel: {
    audits: ['model.add'],
    given: allowOwnModels,
    call: (platform, account) => addOwnModel(platform, account),
  },
  updatePrivateModel: {
    audits: ['model.change'],
    given: givenOwnModel,
    call: ({ system }, { context }, id) =>
      services.updatePrivateModel({ ...context, remote: system.remote }, { id, queryPrefix: 'q: ' }),
  },
  requestPrivateModelTest: {
    audits: ['model.test'],
    given: givenOwnModel,
    call: (_platform, { context }, id) => services.requestPrivateModelTest(context, { id }),
  },
  setPrivateModelEnabled: {
    audits: ['model.enable'],
    given: async (platform, account) => {
      const id = await givenOwnModel(platform, account);
      await platform.owner.query('UPDATE private_model SET dimensions = 8 WHERE id = $1', [id]);
      return id;
    },
    call: (_platform, { context }, id) => services.setPrivateModelEnabled(context, { id, enabled: true }),
  },
  removePrivateModel: {
    audits: ['model.remove'],
    given: givenOwnModel,
    call: (_platform, { context }, id) => services.removePrivateModel(context, { id }),
  },
  storeModelFile: {
    audits: ['model.upload'],
    given: givenUploadedModel,
    call: (_platform, { context }, id) => services.storeModelFile(context, { id, file: graphFile, ...placed }),
  },
  removeModelFile: {
    audits: ['model.remove_file'],
    given: async (platform, account) => {
      const id = await givenUploadedModel(platform, account);
      await services.storeModelFile(account.context, { id, file: graphFile, ...placed });
      return id;
    },
    call: (_platform, { context }, id) =>
      services.removeModelFile(context, { id, name: graphFile.name, place: placed.place }),
  },
  setTenantProvider: {
    audits: ['provider.set'],
    // The catalogue's rows of a provider are there from its first connection on.
    given: async (platform, account) => {
      await services.setProvider(platform.system, openaiKey);
      return allowOwnModels(platform, account);
    },
    call: setOwnProvider,
  },
  removeTenantProvider: {
    audits: ['provider.remove'],
    given: async (platform, account) => {
      await allowOwnModels(platform, account);
      return setOwnProvider(platform, account);
    },
    call: (_platform, { context }) => services.removeTenantProvider(context, { provider: 'openai' }),
  },
  setProvider: { audits: ['provider.set'], call: ({ system }) => services.setProvider(system, openaiKey) },
  removeProvider: {
    audits: ['provider.remove'],
    given: async ({ system }) => {
      await services.setProvider(system, openaiKey);
      return '';
    },
    call: ({ system }) => services.removeProvider(system, { provider: 'openai' }),
  },
  rotateSecrets: {
    audits: ['secrets.rotate'],
    call: ({ system }) => services.rotateSecrets(system, system.remote.vault),
  },
  addModel: { audits: ['model.add'], call: addModel },
  changeModel: {
    audits: ['model.disable'],
    given: addModel,
    call: ({ system }, _account, id) => services.changeModel(system, { id, disabled: true }),
  },
  setModelAlias: { audits: ['model.set_alias'], call: setAlias },
  removeModelAlias: {
    audits: ['model.remove_alias'],
    given: setAlias,
    call: ({ system }, _account, alias) => services.removeModelAlias(system, { alias }),
  },
  removeModel: {
    audits: ['model.remove'],
    given: addModel,
    call: ({ system }, _account, id) => services.removeModel(system, id),
  },
};

/** The others, each with the reason why it leaves no audit row. */
const UNAUDITED: Record<string, string> = {
  removeDueTenants:
    'carries out what deleteTenant asked for, and empties audit entries; delete-tenant.integration.test.ts',
  createDemoTenant: 'calls createTenant and createKey, which leave theirs',
  storeStripeEvent: 'stores what is to be done; syncAccount leaves the rows',
  applyStripeEvents: 'calls syncAccount, which leaves its own',
  reviewAccounts: 'calls syncAccount, which leaves its own',
  forgetStripeEvents: 'nobody decided it',
  syncPrices: 'changes what is sold at Stripe, and no row of ours',
  checkSession: 'notes when a session was last seen, which nobody decided',
  closeUsageHours: 'sums up what is there',
  recountBudgets: 'sums up what is there',
  recountBudget: 'sums up what is there',
  queueMail: 'part of a change that leaves its own',
  tellTrialMarks: 'tells what is there; the mark’s row keeps when',
  tellBudgets: 'tells what is there; the month’s row keeps when',
  sendWebhooks: 'carries out what was decided; the row keeps when and what failed',
  sendMails: 'carries out what was decided; the row keeps when and what failed',
  forgetMails: 'nobody decided it',
  forgetLinks: 'nobody decided it',
  MailRefused: 'an error',
  movePlan: 'part of a larger change, in whose transaction it leaves its own',
  insertLink: 'part of a change that leaves its own',
  takeLink: 'part of a change that leaves its own',
  endLinks: 'part of a change that leaves its own',
  reportProcess: 'a process says how it is, which nobody decided',
  forgetProcess: 'a process ends',
  recordRun: 'notes how upkeep ended',
  takeTurn: 'notes who does upkeep that is due',
  seedModels: 'part of the start',
  seedPlans: 'part of the start',
  ...Object.fromEntries(
    [
      ...[
        'hashPassword',
        'passwordMatches',
        'createSignInThrottle',
        'requirePermission',
        'requireMail',
        'keyView',
        'hashSecret',
      ],
      ...[
        'hashToken',
        'listMembers',
        'readInvitation',
        'verifyPassword',
        'findPrincipal',
        'checkAdminLink',
        'checkLedger',
        'listKeys',
        'listModels',
        'listModelAliases',
        'listUsableModels',
        'listEndpoints',
        'listTenantModels',
        'readModelHealth',
        'listPrivateModels',
        'listProviders',
        'listTenantProviders',
        'readTenantRemotes',
        'readPlatformConnections',
        // Results of what was asked for and is in the log already.
        'readUploadRoom',
        'readUploads',
        'claimPrivateModelTest',
        'recordPrivateModelTest',
        'markPrivateModelFailing',
        'tellFailingModels',
        'checkedLookup',
        'checkEndpoint',
        'TargetRefused',
        'AnswerTooLarge',
        'isCertificateError',
        'createOutboundPool',
        'createSecretVault',
        'localKeyEncryption',
        'keySource',
        'parseKeys',
        'newKeyLine',
      ],
      ...[
        'listPlans',
        'listTenants',
        'listSessions',
        'listIdentities',
        'listRequests',
        'listKeyMakers',
        'readRequest',
        'readLimitUse',
        'readLatency',
        'getTenant',
        'readUsage',
        'readFirstSteps',
        'readStatement',
        'readPriceTable',
        'readCredit',
        'listBudgets',
        'readWebhook',
        'webhookLabel',
        'webhookSignature',
        'readStatementLines',
      ],
      ...[
        'createMailThrottle',
        'createCodeThrottle',
        'hasSecondFactor',
        'readSecondFactor',
        'secondFactorLabel',
        'readLink',
        'linkGone',
        'createSealer',
        'renderLetter',
        'mailLabel',
        'readMailbox',
        'mailboxKey',
        'mailboxOpens',
        'hasMailbox',
        'readPlatformUsage',
        'listAudit',
        'listAuditChoices',
        'listPlatformAudit',
        'listPlatformAuditChoices',
        'searchTenants',
        'readTenant',
        'overridesOf',
        'listPlansWithTenants',
        'listModelsWithHealth',
        'readSystem',
        'listServingProcesses',
        'readAccounting',
        'readAccountingSummary',
        'getBilling',
        'listInvoices',
        'previewChange',
      ],
    ].map((name) => [name, 'changes nothing']),
  ),
};

const API_MUTATIONS: Record<string, keyof typeof MUTATIONS> = {
  'account.signUp': 'requestSignUp',
  'account.confirmSignUp': 'confirmSignUp',
  'account.forgotPassword': 'requestPasswordReset',
  'account.resetPassword': 'resetPassword',
  'account.requestEmailConfirmation': 'requestEmailConfirmation',
  'account.confirmEmail': 'confirmEmail',
  'account.endSession': 'endSession',
  'secondFactor.begin': 'beginSecondFactor',
  'secondFactor.confirm': 'confirmSecondFactor',
  'secondFactor.remove': 'removeSecondFactor',
  'secondFactor.renewRecoveryCodes': 'renewRecoveryCodes',
  'account.endOtherSessions': 'endOtherSessions',
  'account.changePassword': 'changePassword',
  'account.requestEmailChange': 'requestEmailChange',
  'account.confirmEmailChange': 'confirmEmailChange',
  'billing.startCheckout': 'startCheckout',
  'billing.buyCredit': 'buyTrialCredit',
  'billing.openPortal': 'openPortal',
  'billing.changePlan': 'changeSubscription',
  'billing.cancel': 'cancelSubscription',
  'billing.keep': 'keepSubscription',
  'billing.refresh': 'refreshBilling',
  'key.create': 'createKey',
  'key.update': 'updateKey',
  'key.setDisabled': 'setKeyDisabled',
  'key.revoke': 'revokeKeys',
  'key.rotate': 'rotateKey',
  'key.playgroundToken': 'mintPlaygroundToken',
  'key.endGrace': 'endKeyGrace',
  'account.disconnectIdentity': 'disconnectIdentity',
  'budget.set': 'setBudget',
  'privateModel.add': 'addPrivateModel',
  'privateModel.update': 'updatePrivateModel',
  'privateModel.test': 'requestPrivateModelTest',
  'privateModel.setEnabled': 'setPrivateModelEnabled',
  'privateModel.uploadToken': 'mintUploadToken',
  'privateModel.remove': 'removePrivateModel',
  'provider.set': 'setTenantProvider',
  'provider.remove': 'removeTenantProvider',
  'provider.setOfPlatform': 'setProvider',
  'provider.removeOfPlatform': 'removeProvider',
  'webhook.set': 'setWebhook',
  'webhook.test': 'testWebhook',
  'webhook.remove': 'removeWebhook',
  'operator.claimAdmin': 'claimAdmin',
  'operator.setPlan': 'setTenantPlan',
  'operator.overrideLimits': 'overrideLimits',
  'operator.setSuspended': 'setTenantSuspended',
  'operator.grantCredit': 'grantCredit',
  'operator.changePlan': 'changePlan',
  'operator.changeModel': 'changeModel',
  'operator.setModelAlias': 'setModelAlias',
  'operator.removeModelAlias': 'removeModelAlias',
  'operator.runJob': 'requestJob',
  'tenant.rename': 'renameTenant',
  'tenant.create': 'makeTenant',
  'tenant.delete': 'deleteTenant',
  'tenant.keep': 'keepTenant',
  'member.changeRole': 'changeMemberRole',
  'member.remove': 'removeMember',
  'member.leave': 'leaveTenant',
  'invitation.create': 'inviteMember',
  'invitation.resend': 'resendInvitation',
  'invitation.revoke': 'revokeInvitation',
  'invitation.accept': 'acceptInvitation',
  'invitation.acceptAsNew': 'acceptAsNewUser',
};

let platform: TestPlatform;
let account: TestAccount;
let billing: BillingPlatform;

beforeAll(async () => {
  platform = await openTestPlatform();
  billing = await openBilling(platform);
});
beforeEach(async () => {
  account = await createAccount(platform);
});
afterAll(() => platform?.close());

test('every service is listed here, as one that is audited or with the reason why not', () => {
  const verbs = Object.entries(services).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
  const listed = [...Object.keys(MUTATIONS), ...Object.keys(UNAUDITED)];
  expect(verbs.filter((name) => !listed.includes(name))).toEqual([]);
});

test('every mutation of the API is listed here with the audited service that it calls', () => {
  const mutations = listProcedures().filter(({ type }) => type === 'mutation');
  expect(Object.keys(API_MUTATIONS).sort()).toEqual(mutations.map(({ path }) => path).sort());
  expect(Object.keys(MUTATIONS)).toEqual(expect.arrayContaining(Object.values(API_MUTATIONS)));
});

describe.each(Object.entries(MUTATIONS))('%s', (_name, { audits, given, call }) => {
  test('writes exactly its audit rows, in the one transaction of the change', async () => {
    const id = (await given?.(platform, account)) ?? '';
    const before = await readAllRows(platform);
    await call(platform, account, id);
    const written = newRows(before, await readAllRows(platform));
    const entries = written.filter(({ table }) => table === 'audit_entry').map(({ json }) => JSON.parse(json));
    expect(entries.map(({ action }) => action).sort()).toEqual(audits);
    for (const entry of entries) {
      expect(entry).toMatchObject({ target_type: expect.stringMatching(/./), target_id: expect.stringMatching(/./) });
      expect(Date.parse(entry.created_at)).toBe(platform.now().getTime());
    }
    expect(new Set(written.map(({ transaction }) => transaction)).size).toBe(1);
  });

  test('changes nothing when its audit row cannot be written', async () => {
    const id = (await given?.(platform, account)) ?? '';
    const before = await readAllRows(platform);
    await platform.owner.query('ALTER TABLE audit_entry ADD CONSTRAINT disk_is_full CHECK (false) NOT VALID');
    try {
      await expect(call(platform, account, id)).rejects.toThrow('disk_is_full');
    } finally {
      await platform.owner.query('ALTER TABLE audit_entry DROP CONSTRAINT disk_is_full');
    }
    const after = await readAllRows(platform);
    expect(newRows(before, after)).toEqual([]);
    expect(after.size).toBe(before.size);
  });
});

function askEmailChange(system: TestPlatform['system'], userId: string, email: string): Promise<void> {
  const input = { userId, email, currentPassword: PASSWORD };
  return services.requestEmailChange(system, services.createSignInThrottle(), input);
}

/** As the operator makes them: nobody has shown yet that mail reaches them. */
async function unverified({ owner }: TestPlatform, { userId }: TestAccount): Promise<string> {
  await owner.query('UPDATE app_user SET email_verified_at = NULL WHERE id = $1', [userId]);
  return userId;
}

let users = 0;

function newUser(): { email: string; password: string } {
  users += 1;
  return { email: `new-${users}@example.com`, password: PASSWORD };
}

async function startSession({ system }: TestPlatform, { userId }: TestAccount): Promise<string> {
  return (await services.startSession(system, { userId, userAgent: null })).sessionId;
}

async function createKey(_platform: TestPlatform, { context }: TestAccount): Promise<string> {
  return (await services.createKey(context, services.createKeyInput.parse({ name: 'K' }))).key.id;
}

async function setHook(_platform: TestPlatform, { context }: TestAccount): Promise<string> {
  return (await services.setWebhook(context, { url: 'https://example.com/hook' })).url;
}

async function invite(_platform: TestPlatform, { context }: TestAccount): Promise<string> {
  return (await services.inviteMember(context, { email: newUser().email, role: 'member' })).id;
}

async function payCheckout(_platform: TestPlatform, account: TestAccount): Promise<string> {
  const { url } = await services.startCheckout(billing.member(account), { planId: 'starter' });
  billing.stripe.payCheckout(url);
  return url;
}

async function subscribe(given: TestPlatform, account: TestAccount): Promise<string> {
  await payCheckout(given, account);
  await billing.deliver();
  return '';
}

async function addMember(platform: TestPlatform, { tenantId }: TestAccount): Promise<string> {
  const { userId } = await createAccount(platform);
  await platform.database.system.membership.create({ data: { tenantId, userId, role: 'member' } });
  return userId;
}

async function askForDeletion(_platform: TestPlatform, { context }: TestAccount): Promise<string> {
  await services.deleteTenant(context, { name: 'Acme' });
  return '';
}

async function createAdminLink({ system, owner }: TestPlatform): Promise<string> {
  await owner.query('UPDATE app_user SET platform_admin = false WHERE platform_admin');
  const link = await services.createAdminLink(system);
  if (!link) throw new Error('there is an admin already');
  return link.token;
}

let models = 0;

const openaiKey = { provider: 'openai' as const, baseUrl: null, secret: 'sk-0123456789' };

async function allowOwnModels({ owner }: TestPlatform, { tenantId }: TestAccount): Promise<string> {
  await owner.query(
    `INSERT INTO plan_override (tenant_id, private_models_max) VALUES ($1, 9) ON CONFLICT (tenant_id) DO NOTHING`,
    [tenantId],
  );
  return '';
}

const graphFile = { name: 'model.onnx' as const, bytes: 9, sha256: 'ab' };
const placed = { tenantBytesMax: 1_000, place: async () => {} };

async function givenUploadedModel(platform: TestPlatform, account: TestAccount): Promise<string> {
  await allowOwnModels(platform, account);
  return addOwnModel(platform, account, { provider: 'onnx' });
}

async function addOwnModel({ system }: TestPlatform, { context }: TestAccount, chosen?: object): Promise<string> {
  models += 1;
  const cohere = { provider: 'cohere', providerModel: 'embed-v4.0', secret: 'co-0123456789' };
  const input = { alias: `own-${models}`, ...(chosen ?? cohere) };
  return (await services.addPrivateModel({ ...context, remote: system.remote }, addPrivateModelInput.parse(input))).id;
}

async function givenOwnModel(platform: TestPlatform, account: TestAccount): Promise<string> {
  await allowOwnModels(platform, account);
  return addOwnModel(platform, account);
}

async function setOwnProvider({ system }: TestPlatform, { context }: TestAccount): Promise<string> {
  await services.setTenantProvider({ ...context, remote: system.remote }, openaiKey);
  return '';
}

let aliases = 0;

async function setAlias({ system }: TestPlatform): Promise<string> {
  aliases += 1;
  const alias = `name-${aliases}`;
  await services.setModelAlias(system, { alias, modelId: 'plugsky-embed-v1' });
  return alias;
}

async function addModel({ system }: TestPlatform): Promise<string> {
  models += 1;
  const size = { dimensions: 8, allowedDimensions: [8], maxInputTokens: 512, pricePerMillionNano: nano(0n) };
  const id = `mine-${models}`;
  await services.addModel(system, { id, displayName: 'Mine', folder: '/models/mine', everyPlan: true, ...size });
  return id;
}
