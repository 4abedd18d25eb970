import { expect, test } from 'vitest';
import { readEnvironment } from './env.ts';

const good = {
  DATABASE_APP_URL: 'postgres://gridsky_app@localhost/gridsky',
  DATABASE_SYSTEM_URL: 'postgresql://gridsky_system@localhost/gridsky',
  AUTH_SECRET: 'k'.repeat(32),
  PUBLIC_URL: 'https://grid.example.com/',
  API_PUBLIC_URL: 'https://api.example.com',
};

test('addresses become origins', () => {
  expect(readEnvironment(good).publicUrl).toBe('https://grid.example.com');
});

test('a short secret is refused with what to do', () => {
  expect(() => readEnvironment({ ...good, AUTH_SECRET: 'secret' })).toThrow(/AUTH_SECRET is shorter than 32 .*openssl/);
});

test('each missing setting is named in a sentence of its own', () => {
  const attempt = () => readEnvironment({});
  for (const name of Object.keys(good)) expect(attempt).toThrow(new RegExp(`^${name} .*\\.$`, 'm'));
});

test('an address that is no web address is refused', () => {
  expect(() => readEnvironment({ ...good, PUBLIC_URL: 'javascript:alert(1)' })).toThrow(/PUBLIC_URL/);
});

test('a mail server needs an address to send from, and both must be right', () => {
  expect(readEnvironment(good).smtp).toBeNull();
  expect(readEnvironment({ ...good, SMTP_URL: '', MAIL_FROM: '' }).smtp).toBeNull();
  const smtp = { SMTP_URL: 'smtp://user:password@mail.example.com:587', MAIL_FROM: 'Grid <no-reply@example.com>' };
  expect(readEnvironment({ ...good, ...smtp }).smtp).toEqual({ url: smtp.SMTP_URL, from: smtp.MAIL_FROM });
  expect(() => readEnvironment({ ...good, SMTP_URL: smtp.SMTP_URL })).toThrow(/belong together/);
  expect(() => readEnvironment({ ...good, MAIL_FROM: smtp.MAIL_FROM })).toThrow(/belong together/);
  expect(() => readEnvironment({ ...good, ...smtp, SMTP_URL: 'mail.example.com' })).toThrow(/SMTP_URL must be/);
  expect(() => readEnvironment({ ...good, ...smtp, MAIL_FROM: 'Grid' })).toThrow(/MAIL_FROM must be/);
});

test('a service that signs people in needs its id and its secret; its address has a default', () => {
  expect(readEnvironment(good).oauth).toEqual({});
  const github = { GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET: 'secret' };
  expect(readEnvironment({ ...good, ...github, GITHUB_URL: '' }).oauth).toEqual({
    github: { clientId: 'id', clientSecret: 'secret', url: 'https://github.com' },
  });
  const google = { GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 'secret', GOOGLE_ISSUER: 'http://localhost:4000' };
  expect(readEnvironment({ ...good, ...google }).oauth.google?.url).toBe('http://localhost:4000');
  expect(() => readEnvironment({ ...good, GITHUB_CLIENT_ID: 'id' })).toThrow(/belong together/);
  expect(() => readEnvironment({ ...good, ...google, GOOGLE_ISSUER: 'google' })).toThrow(/GOOGLE_ISSUER/);
});

test('a proxy is trusted only when the setting says so', () => {
  expect(readEnvironment(good).outboundAllowedRanges).toEqual([]);
  const ranges = { ...good, OUTBOUND_ALLOWED_RANGES: '10.0.0.0/8, fd00::/8' };
  expect(readEnvironment(ranges).outboundAllowedRanges).toEqual(['10.0.0.0/8', 'fd00::/8']);
  expect(() => readEnvironment({ ...good, OUTBOUND_ALLOWED_RANGES: '10.0.0.1/8' })).toThrow(/OUTBOUND_ALLOWED_RANGES/);
  expect(readEnvironment(good).trustProxy).toBe(false);
  expect(readEnvironment({ ...good, TRUST_PROXY: 'true' }).trustProxy).toBe(true);
  expect(() => readEnvironment({ ...good, TRUST_PROXY: 'yes' })).toThrow(/TRUST_PROXY/);
});

test('payments need the key and the signing secret of the webhook; a trial that is sold needs payments', () => {
  expect(readEnvironment(good)).toMatchObject({ stripe: null, graceDays: 7, trialMode: 'free' });
  const keys = { STRIPE_SECRET_KEY: 'sk_test_abc', STRIPE_WEBHOOK_SECRET: 'whsec_abc' };
  const stripe = { secretKey: 'sk_test_abc', webhookSecret: 'whsec_abc' };
  expect(readEnvironment({ ...good, ...keys, STRIPE_GRACE_DAYS: '0' })).toMatchObject({ stripe, graceDays: 0 });
  expect(readEnvironment({ ...good, ...keys, TRIAL_MODE: 'paid' }).trialMode).toBe('paid');
  for (const name of Object.keys(keys)) {
    expect(() => readEnvironment({ ...good, ...keys, [name]: '' })).toThrow(/belong together/);
  }
  expect(() => readEnvironment({ ...good, TRIAL_MODE: 'paid' })).toThrow(/TRIAL_MODE is paid, which needs Stripe/);
  expect(() => readEnvironment({ ...good, ...keys, STRIPE_SECRET_KEY: 'pk_test_abc' })).toThrow(/STRIPE_SECRET_KEY/);
  expect(() => readEnvironment({ ...good, ...keys, STRIPE_GRACE_DAYS: 'week' })).toThrow(/STRIPE_GRACE_DAYS/);
});
