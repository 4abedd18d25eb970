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
