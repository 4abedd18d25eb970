import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSettings } from './settings.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'gridsky-settings-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('without any setting everything has its documented default', () => {
  expect(readSettings(root, {})).toMatchObject({
    PORT: 3000,
    API_PORT: 8080,
    HOST: '127.0.0.1',
    PUBLIC_URL: 'http://localhost:3000',
    API_PUBLIC_URL: 'http://localhost:8080',
    GRIDSKY_HOME: path.join(root, '.gridsky'),
    LOG_LEVEL: 'info',
  });
});

test('the environment wins over .env, and an empty value means unset', () => {
  writeFileSync(path.join(root, '.env'), 'PORT=4000\nAPI_PORT=4001\nLOG_LEVEL=debug\n');
  const settings = readSettings(root, { PORT: '5000', LOG_LEVEL: '' });
  expect(settings).toMatchObject({ PORT: 5000, API_PORT: 4001, LOG_LEVEL: 'debug' });
  expect(settings.PUBLIC_URL).toBe('http://localhost:5000');
});

test.each([
  [{ PORT: 'abc' }, 'PORT is "abc": it must be a whole number from 1 to 65535.'],
  [{ API_PORT: '70000' }, 'API_PORT is "70000": it must be a whole number from 1 to 65535.'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud": it must be one of trace, debug, info, warn, error, fatal, silent.'],
  [{ PUBLIC_URL: 'http://a.example/path' }, 'PUBLIC_URL is "http://a.example/path": it must be http:// or https://'],
  [{ PORT: '4000', API_PORT: '4000' }, 'PORT and API_PORT are both 4000'],
])('a wrong value is named with what is allowed: %o', (environment, sentence) => {
  expect(() => readSettings(root, environment)).toThrow(sentence);
});

test('all wrong values are told at once, one line each', () => {
  expect(() => readSettings(root, { PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/^PORT is "x".*\nLOG_LEVEL is "y".*$/);
});

test('a wrong secret or database URL is not repeated', () => {
  const wrong = { AUTH_SECRET: 'hunter2', DATABASE_URL: 'mysql://root:hunter2@db/x' };
  expect(() => readSettings(root, wrong)).toThrow(/AUTH_SECRET has a wrong value/);
  try {
    readSettings(root, wrong);
  } catch (error) {
    expect(String(error)).not.toContain('hunter2');
    expect(String(error)).toContain('postgresql://user:password@host:5432/database');
  }
});
