import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createAccount, openTestPlatform, type TestAccount, type TestPlatform } from '../../testing/platform.ts';
import { openSmtpServer, type TestSmtpServer } from '../../testing/smtp-server.ts';
import { forgetMails } from './forget-mails.ts';
import { queueMail } from './queue-mail.ts';
import { readMailbox } from './read-mailbox.ts';
import { type MailTransport, sendMails } from './send-mails.ts';
import { createSmtpTransport } from './smtp-transport.ts';

const HOUR_MS = 3_600_000;

let platform: TestPlatform;
let account: TestAccount;
let smtp: TestSmtpServer;
let reported: string[];

beforeAll(async () => {
  platform = await openTestPlatform();
  account = await createAccount(platform);
});
beforeEach(async () => {
  await platform.owner.query('DELETE FROM mail');
  smtp = await openSmtpServer();
  reported = [];
  return () => smtp.close();
});
afterAll(() => platform?.close());

test('a queued mail arrives once, as text and HTML, from the set address, with its link', async () => {
  await queue('ada@example.com');
  expect(await send()).toBe(1);
  expect(await send()).toBe(0);
  expect(smtp.received).toHaveLength(1);
  const [mail] = smtp.received;
  expect(mail).toMatchObject({ from: 'no-reply@grid.example.com', to: ['ada@example.com'] });
  expect(mail?.source).toContain('From: Gridsky <no-reply@grid.example.com>');
  expect(mail?.source).toContain('Subject: Your link');
  expect(mail?.source).toContain('Auto-Submitted: auto-generated');
  expect(mail?.source).toMatch(/Message-ID: <[0-9a-f-]{36}@grid\.example\.com>/);
  for (const type of ['text/plain', 'text/html']) expect(mail?.source).toContain(`Content-Type: ${type}`);
  expect(mail?.source).toContain('https://grid.example.com/open?token=secret-token');
});

test('a change that is rolled back sends nothing; in a tenant, a mail is added and none is read', async () => {
  const rolledBack = platform.database.system.$transaction(async (tx) => {
    await queueMail(tx, platform.system, letter('never@example.com'));
    throw new Error('the change failed');
  });
  await expect(rolledBack).rejects.toThrow('the change failed');
  expect(await send()).toBe(0);
  const { context } = account;
  await platform.database.asTenant(context.tenantId, (tx) => queueMail(tx, context, letter('new@example.com')));
  await expect(platform.database.asTenant(context.tenantId, (tx) => tx.mail.findMany())).rejects.toThrow();
  expect(await send()).toBe(1);
  expect(smtp.received.map(({ to }) => to)).toEqual([['new@example.com']]);
});

test('no row shows what a mail says; once sent, its content is gone', async () => {
  await queue('ada@example.com');
  const content = async () => JSON.stringify((await platform.owner.query('SELECT *, sealed::text FROM mail')).rows);
  expect(await content()).not.toContain('secret-token');
  expect(await content()).not.toContain(Buffer.from('secret-token').toString('hex'));
  await send();
  const [row] = await platform.database.system.mail.findMany();
  expect(row).toMatchObject({ sealed: null, attempts: 1, sentAt: platform.now() });
});

test('while the mail server is away a mail waits, is tried again after 10 s and 60 s, and arrives', async () => {
  await queue('ada@example.com');
  await smtp.close();
  expect(await send()).toBe(0);
  expect(await send(), 'not at once').toBe(0);
  platform.advance(10_000);
  expect(await send()).toBe(0);
  expect(reported).toHaveLength(2);
  expect(await platform.database.system.mail.findFirst()).toMatchObject({
    attempts: 2,
    lastError: expect.stringContaining('ECONNREFUSED'),
    sentAt: null,
  });
  smtp = await openSmtpServer();
  platform.advance(59_999);
  expect(await send(), 'not before its time').toBe(0);
  platform.advance(1);
  expect(await send()).toBe(1);
});

test('a recipient that the server refuses for good is given up; the others still get theirs', async () => {
  await queue('refused@example.com');
  await queue('ada@example.com');
  expect(await send()).toBe(1);
  const row = await platform.database.system.mail.findFirst({ where: { recipient: 'refused@example.com' } });
  expect(row).toMatchObject({ givenUpAt: platform.now(), sealed: null, lastError: expect.stringContaining('550') });
});

test('a server that defers or wants another sign-in is tried again', async () => {
  await queue('later@example.com');
  expect(await send()).toBe(0);
  expect(await platform.database.system.mail.findFirst()).toMatchObject({ givenUpAt: null });
  const locked = await openSmtpServer({ password: 'right' });
  await platform.owner.query('DELETE FROM mail');
  await queue('ada@example.com');
  expect(await send(createSmtpTransport({ url: locked.url('user', 'wrong'), from: FROM }))).toBe(0);
  expect(await platform.database.system.mail.findFirst()).toMatchObject({ givenUpAt: null });
  platform.advance(10_000);
  expect(await send(createSmtpTransport({ url: locked.url('user', 'right'), from: FROM }))).toBe(1);
  await locked.close();
});

test('of two senders at once each mail is sent by one', async () => {
  for (let number = 0; number < 12; number++) await queue(`user-${number}@example.com`);
  const counts = await Promise.all([send(), send()]);
  expect(counts[0] + counts[1]).toBe(12);
  expect(new Set(smtp.received.flatMap(({ to }) => to)).size).toBe(12);
  expect(smtp.received).toHaveLength(12);
});

test('a sender that died leaves its mail to another one after two minutes', async () => {
  await queue('ada@example.com');
  const dies: MailTransport = () => new Promise(() => {});
  void send(dies);
  await expect.poll(() => platform.database.system.mail.count({ where: { attempts: 1 } })).toBe(1);
  expect(await send()).toBe(0);
  platform.advance(120_000);
  expect(await send()).toBe(1);
});

test('a mail whose link is dead is not sent and loses its content; after 30 days its row goes', async () => {
  await queue('ada@example.com');
  platform.advance(HOUR_MS);
  expect(await send()).toBe(0);
  await forgetMails(platform.database, platform.now());
  expect(await platform.database.system.mail.findFirst()).toMatchObject({ sealed: null, givenUpAt: platform.now() });
  platform.advance(30 * 24 * HOUR_MS);
  await forgetMails(platform.database, platform.now());
  expect(await platform.database.system.mail.count()).toBe(0);
});

test('the mailbox shows what waits, newest first, of one recipient or of all', async () => {
  await queue('ada@example.com');
  platform.advance(1000);
  await queue('eve@example.com');
  const context = { ...platform.system, sealer: platform.system.mail.sealer };
  expect((await readMailbox(context)).map(({ to }) => to)).toEqual(['eve@example.com', 'ada@example.com']);
  const [letter] = await readMailbox(context, 'ada@example.com');
  expect(letter).toMatchObject({ subject: 'Your link', text: expect.stringContaining('token=secret-token') });
});

const FROM = 'Gridsky <no-reply@grid.example.com>';

function send(transport: MailTransport = createSmtpTransport({ url: smtp.url(), from: FROM })): Promise<number> {
  const { database, now, mail } = platform.system;
  return sendMails({
    database,
    now,
    sealer: mail.sealer,
    transport,
    report: (error) => reported.push(String(error)),
  });
}

function letter(to: string) {
  return {
    kind: 'test',
    to,
    subject: 'Your link',
    paragraphs: ['Hello.'],
    link: { label: 'Open', path: '/open?token=secret-token' },
    expiresAt: new Date(platform.now().getTime() + HOUR_MS),
  };
}

function queue(to: string): Promise<void> {
  return platform.database.system.$transaction((tx) => queueMail(tx, platform.system, letter(to)));
}
