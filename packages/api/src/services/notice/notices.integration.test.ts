import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type NanoDollars, nano } from '../../domain/money.ts';
import {
  createAccount,
  memberContext,
  openTestPlatform,
  type TestAccount,
  type TestPlatform,
} from '../../testing/platform.ts';
import { insertUsage, usageEvent } from '../../testing/usage-events.ts';
import { setBudget } from '../budget/set-budget.ts';
import { tellBudgets } from '../budget/tell-budgets.ts';
import { grantCredit } from '../credit/grant-credit.ts';
import { createKey, createKeyInput } from '../key/create-key.ts';
import { readMailbox } from '../mail/read-mailbox.ts';
import { sendOutbound } from '../outbound/send-outbound.ts';
import { markPrivateModelFailing, tellFailingModels } from '../private-model/tell-failing-models.ts';
import { getTenant } from '../tenant/get-tenant.ts';
import { tellTrialMarks } from '../trial/tell-trial-marks.ts';
import { readWebhook } from '../webhook/read-webhook.ts';
import { sendWebhooks, webhookSignature } from '../webhook/send-webhooks.ts';
import { removeWebhook, setWebhook, testWebhook } from '../webhook/set-webhook.ts';

const DAY_MS = 86_400_000;
const DOLLAR = 1_000_000_000n;

let platform: TestPlatform;
let account: TestAccount;

beforeEach(async () => {
  platform = await openTestPlatform();
  account = await createAccount(platform);
  return () => platform.close();
});

test('owners and admins are told at 50, 80 and 100 %, once each, however many processes tell; nobody else is', async () => {
  const admin = await join('admin');
  const member = await join('member');
  for (const [availableNano, subject] of [
    [2_500_000_001n, null],
    [2_500_000_000n, 'Acme: half of the trial credit is used'],
    [1_000_000_000n, 'Acme: 80 % of the trial credit is used'],
    [0n, 'Acme: the trial credit is used up'],
  ] as const) {
    await setAvailable(nano(availableNano));
    await Promise.all([1, 2, 3, 4].map(() => tellTrialMarks(platform.system)));
    await tellTrialMarks(platform.system);
    expect(await newSubjects(account.email)).toEqual(subject ? [subject] : []);
    expect(await newSubjects(admin.email)).toEqual(subject ? [subject] : []);
    expect(await newSubjects(member.email)).toEqual([]);
  }
});

test('marks passed at once are one letter, the last; an end that nobody waits for is not told', async () => {
  await setAvailable(nano(0n));
  await tellTrialMarks(platform.system);
  expect(await newSubjects(account.email)).toEqual(['Acme: the trial credit is used up']);
  platform.advance(20 * DAY_MS);
  await tellTrialMarks(platform.system);
  expect(await newSubjects(account.email)).toEqual([]);
});

test('a rest that still pays a request is not used up: until a request is refused, or it pays no token of the cheapest model', async () => {
  await setAvailable(nano(4_000_000n));
  await tellTrialMarks(platform.system);
  expect(await newSubjects(account.email)).toEqual(['Acme: 80 % of the trial credit is used']);
  expect((await getTenant(account.context)).credit.usedUp).toBe(false);
  const refused = { status: 429, errorCode: 'credit_exhausted', tokens: 0, costNano: nano(0n) };
  await insertUsage(platform.owner, [
    usageEvent({ tenantId: account.tenantId, createdAt: platform.now(), ...refused }),
  ]);
  expect((await getTenant(account.context)).credit.usedUp).toBe(true);
  await tellTrialMarks(platform.system);
  expect(await newSubjects(account.email)).toEqual(['Acme: the trial credit is used up']);

  const other = await createAccount(platform, 'Babbage');
  for (const [left, usedUp] of [
    [20n, false],
    [19n, true],
  ] as const) {
    await setAvailable(nano(left), other.tenantId);
    expect((await getTenant(other.context)).credit.usedUp).toBe(usedUp);
  }
  await platform.owner.query('UPDATE credit_account SET granted_nano = 100, settled_nano = 81 WHERE tenant_id = $1', [
    other.tenantId,
  ]);
  expect((await getTenant(other.context)).credit.usedUp).toBe(true);
});

test('after a grant the marks that lie ahead again are told again', async () => {
  await setAvailable(nano(0n));
  await tellTrialMarks(platform.system);
  await newSubjects(account.email);
  const grant = { tenantId: account.tenantId, grantId: randomUUID(), amountNano: nano(5n * DOLLAR), note: 'Sorry' };
  await grantCredit(platform.system, grant);
  await tellTrialMarks(platform.system);
  expect(await newSubjects(account.email)).toEqual([]);
  await setAvailable(nano(0n));
  await tellTrialMarks(platform.system);
  expect(await newSubjects(account.email)).toEqual(['Acme: the trial credit is used up']);
});

test('three days before its end, and at its end, a trial is told of, once each', async () => {
  platform.advance(11 * DAY_MS - 1);
  await tellTrialMarks(platform.system);
  expect(await newSubjects(account.email)).toEqual([]);
  platform.advance(1);
  for (let round = 0; round < 3; round++) await tellTrialMarks(platform.system);
  expect(await newSubjects(account.email)).toEqual(['Acme: the trial ends on 2031-03-28']);
  platform.advance(3 * DAY_MS);
  for (let round = 0; round < 3; round++) await tellTrialMarks(platform.system);
  expect(await newSubjects(account.email)).toEqual(['Acme: the trial has ended']);
});

test('a budget’s first threshold and its first refusal are told once a month, and again when the threshold has moved', async () => {
  const { key } = await createKey(account.context, createKeyInput.parse({ name: 'Crawler' }));
  const spend = (listNano: NanoDollars) =>
    insertUsage(platform.owner, [
      usageEvent({
        tenantId: account.tenantId,
        keyId: key.id,
        createdAt: platform.now(),
        costNano: nano(0n),
        listNano,
      }),
    ]);
  await spend(nano(DOLLAR));
  const terms = { keyId: key.id, softNano: DOLLAR, hardNano: 2n * DOLLAR };
  await setBudget(account.context, terms);
  await Promise.all([1, 2, 3].map(() => tellBudgets(platform.system)));
  expect(await newSubjects(account.email)).toEqual(['Acme: a monthly budget has reached its first threshold']);
  await spend(nano(DOLLAR));
  const hold = `SELECT * FROM hold_spend(gen_random_uuid(), $1, $2, 1, 0, $3)`;
  await platform.owner.query(hold, [account.tenantId, key.id, platform.now()]);
  await setBudget(account.context, { ...terms, softNano: DOLLAR + 1n });
  await platform.owner.query(hold, [account.tenantId, key.id, platform.now()]);
  await Promise.all([1, 2, 3].map(() => tellBudgets(platform.system)));
  expect(await newSubjects(account.email)).toEqual(['Acme: a monthly budget refuses requests']);
  await setBudget(account.context, { ...terms, softNano: DOLLAR / 2n });
  await tellBudgets(platform.system);
  expect(await newSubjects(account.email)).toEqual(['Acme: a monthly budget has reached its first threshold']);
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!hasOpenssl)('to a real HTTPS server (skipped without openssl)', () => {
  let receiver: Server;
  let folder: string;
  let ca: string;
  let url: string;
  let status = 200;
  const received: { body: string; signature: string; path: string }[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'gridsky-hook-'));
    const [keyFile, certFile] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
        ...['-keyout', keyFile, '-out', certFile, '-subj', '/CN=hooks.example.com'],
        ...['-addext', 'subjectAltName=DNS:hooks.example.com'],
      ],
      { stdio: 'ignore' },
    );
    ca = readFileSync(certFile, 'utf8');
    receiver = createServer({ key: readFileSync(keyFile), cert: ca }, (request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        received.push({ body, signature: String(request.headers['x-scaigrid-signature']), path: request.url ?? '' });
        response.writeHead(status, { location: 'https://hooks.example.com/elsewhere' }).end('x'.repeat(5_000));
      });
    });
    await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
    url = `https://hooks.example.com:${(receiver.address() as AddressInfo).port}/hook`;
  });
  beforeEach(() => {
    received.length = 0;
    status = 200;
  });
  afterAll(() => {
    receiver?.closeAllConnections();
    receiver?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Resolves the receiver's name to these addresses, in turn. */
  const outbound = (allowedRanges: string[], ...answers: string[][]) => {
    let asked = 0;
    const resolve = (_host: string, _options: unknown, done: (error: null, found: object[]) => void) => {
      const addresses = answers[Math.min(asked++, answers.length - 1)] ?? [];
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    };
    return { allowedRanges, ca, resolve: resolve as never };
  };
  /** An installation whose operator lets webhooks into this machine, where alone other ports than 443 and 8443 are reached. */
  const reaching = () => ({
    ...account.context,
    mail: { ...platform.system.mail, outboundRanges: ['127.0.0.0/8'] },
  });
  const deliver = (settings = outbound(['127.0.0.0/8'], ['127.0.0.1'])) =>
    sendWebhooks({ ...platform.system, sealer: platform.system.mail.sealer, outbound: settings });

  test('an event arrives once, signed over its bytes with the secret that was shown once', async () => {
    const { secret } = await setWebhook(reaching(), { url });
    await testWebhook(account.context);
    const sent = await Promise.all([deliver(), deliver(), deliver()]);
    expect(sent.reduce((sum, count) => sum + count, 0)).toBe(1);
    const [event] = received;
    expect(received).toHaveLength(1);
    expect(event?.signature).toBe(webhookSignature(secret, event?.body ?? ''));
    expect(JSON.parse(event?.body ?? '')).toMatchObject({ event: 'webhook.test', tenant_id: account.tenantId });
    expect((await readWebhook(account.context)).deliveries).toMatchObject([{ state: 'delivered', lastStatus: 200 }]);
    const { rows } = await platform.owner.query('SELECT to_jsonb(w)::text AS row FROM webhook_endpoint w');
    expect(JSON.stringify(rows)).not.toContain(secret.slice(6));
  });

  test('a refused event is tried again later with the same id, and in the end given up', async () => {
    status = 500;
    await setWebhook(reaching(), { url });
    await testWebhook(account.context);
    for (let round = 0; round < 15; round++) {
      await deliver();
      await deliver();
      platform.advance(8 * 3_600_000);
    }
    expect(received).toHaveLength(11);
    expect(new Set(received.map(({ body }) => JSON.parse(body).event_id)).size).toBe(1);
    expect((await readWebhook(account.context)).deliveries).toMatchObject([{ state: 'failed', lastStatus: 500 }]);
  });

  test('a redirect is not followed', async () => {
    status = 302;
    await setWebhook(reaching(), { url });
    await testWebhook(account.context);
    expect(await deliver()).toBe(0);
    expect(received.map((event) => event.path)).toEqual(['/hook']);
  });

  test.each([
    ['a private one', ['127.0.0.1']],
    ['a public and a private one', ['93.184.215.14', '10.0.0.1']],
    ['an IPv4 in IPv6', ['::ffff:127.0.0.1']],
    ['none', []],
  ])('a name that has %s for its address is not connected to', async (_what, addresses) => {
    await setWebhook(reaching(), { url });
    await testWebhook(account.context);
    expect(await deliver(outbound(['192.168.7.0/24'], addresses))).toBe(0);
    expect(received).toEqual([]);
    const [delivery] = (await readWebhook(account.context)).deliveries;
    expect(delivery).toMatchObject({ state: 'waiting', lastStatus: null });
    expect(delivery?.lastError).toBe('The address leads into a private network, or nowhere.');
  });

  test('a name that turns private after it was looked up once is refused at the connection, which looks it up itself', async () => {
    const settings = outbound(['192.168.7.0/24'], ['93.184.215.14'], ['127.0.0.1']);
    // The first look-up is somebody's check; the connection's own is the one that counts.
    await new Promise((done) => (settings.resolve as (...given: unknown[]) => void)('x', {}, done));
    const sent = sendOutbound(settings, {
      ...{ url, method: 'GET', headers: {}, timeoutMs: 2_000, answerBytesMax: 100 },
    });
    await expect(sent).rejects.toMatchObject({ name: 'TargetRefused' });
    expect(received).toEqual([]);
  });

  test('of an answer no more is read than asked for, and a certificate that nobody vouches for is refused', async () => {
    const request = { url, method: 'GET', headers: {}, timeoutMs: 5_000, answerBytesMax: 100 } as const;
    const settings = outbound(['127.0.0.0/8'], ['127.0.0.1']);
    expect((await sendOutbound(settings, request)).body).toHaveLength(100);
    const { ca: _ca, ...distrusting } = settings;
    await expect(sendOutbound(distrusting, request)).rejects.toThrow(/certificate/);
  });
});

test('a webhook to a private address is refused; taken off, it is sent nothing more; only its host is shown to members', async () => {
  await expect(setWebhook(account.context, { url: 'https://10.0.0.1/x' })).rejects.toMatchObject({ param: 'url' });
  await expect(testWebhook(account.context)).rejects.toMatchObject({ code: 'conflict' });
  await setWebhook(account.context, { url: 'https://example.com/token-123' });
  expect((await readWebhook(account.context)).url).toBe('https://example.com/token-123');
  expect((await readWebhook(memberContext(platform, account, 'member'))).url).toBe('https://example.com');
  await testWebhook(account.context);
  await removeWebhook(account.context);
  const { mail } = platform.system;
  expect(await sendWebhooks({ ...platform.system, sealer: mail.sealer, outbound: { allowedRanges: [] } })).toBe(0);
  expect(await readWebhook(account.context)).toMatchObject({ url: null, deliveries: [{ state: 'failed' }] });
});

async function join(role: 'admin' | 'member'): Promise<TestAccount> {
  const other = await createAccount(platform, 'Other');
  const { tenantId } = account;
  await platform.database.system.membership.create({ data: { tenantId, userId: other.userId, role } });
  return other;
}

async function setAvailable(availableNano: NanoDollars, tenantId = account.tenantId): Promise<void> {
  await platform.owner.query(
    `UPDATE credit_account SET available_nano = $2, settled_nano = granted_nano - $2 WHERE tenant_id = $1`,
    [tenantId, availableNano.toString()],
  );
}

/** Subjects of the letters to an address since they were last asked for. */
async function newSubjects(email: string): Promise<string[]> {
  const letters = await readMailbox({ ...platform.system, sealer: platform.system.mail.sealer }, email);
  await platform.database.system.mail.deleteMany({ where: { recipient: email } });
  return letters.map(({ subject }) => subject);
}

test('owners are told once that their own model fails, and again only when it failed anew some hours later', async () => {
  const { id } = await platform.database.system.privateModel.create({
    data: {
      tenantId: account.tenantId,
      alias: 'my-cohere',
      provider: 'cohere',
      baseUrl: 'https://example.com',
      providerModel: 'embed-v4.0',
      dimensions: 8,
      enabledAt: platform.now(),
    },
  });
  const tellFourTimes = () => Promise.all([1, 2, 3, 4].map(() => tellFailingModels(platform.system)));
  await tellFourTimes();
  expect(await newSubjects(account.email)).toEqual([]);
  await markPrivateModelFailing(platform.database, id, platform.now());
  await tellFourTimes();
  expect(await newSubjects(account.email)).toEqual(['Acme: the model my-cohere fails']);
  platform.advance(DAY_MS);
  await tellFourTimes();
  expect(await newSubjects(account.email)).toEqual([]);
  await markPrivateModelFailing(platform.database, id, null);
  await markPrivateModelFailing(platform.database, id, platform.now());
  await tellFourTimes();
  expect(await newSubjects(account.email)).toEqual(['Acme: the model my-cohere fails']);
});
