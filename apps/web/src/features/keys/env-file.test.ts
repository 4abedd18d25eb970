import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { envFile, envFileName } from './env-file.ts';

const content = {
  name: 'Production',
  secret: 'sk-live-abc',
  apiUrl: 'https://api.example.com',
  createdAt: new Date(0),
};

test('the file holds the two names that OpenAI SDKs read, and nothing else', () => {
  expect(parseEnv(envFile(content))).toEqual({
    OPENAI_API_KEY: 'sk-live-abc',
    OPENAI_BASE_URL: 'https://api.example.com/v1',
  });
});

test('a name with line breaks cannot add a line', () => {
  const text = envFile({ ...content, name: 'x\nNODE_OPTIONS=--inspect\r\u2028PATH=/tmp' });
  expect(Object.keys(parseEnv(text))).toEqual(['OPENAI_API_KEY', 'OPENAI_BASE_URL']);
  expect(text.split('\n')).toHaveLength(4);
});

test.each([
  ['Production', 'gridsky-production.env'],
  ['  CI / nightly #2 ', 'gridsky-ci-nightly-2.env'],
  ['Schlüssel', 'gridsky-schlussel.env'],
  ['鍵', 'gridsky.env'],
  ['../../etc/passwd', 'gridsky-etc-passwd.env'],
])('the file of %j is called %s', (name, file) => {
  expect(envFileName(name)).toBe(file);
});
